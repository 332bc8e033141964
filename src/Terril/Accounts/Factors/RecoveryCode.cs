using System.Security.Cryptography;
using Terril.Shared.Access;

namespace Terril.Accounts.Factors;

/// <summary>A code on paper, for the day when the telephone is lost; it serves once.</summary>
public sealed class RecoveryCode
{
    public const int Count = 10;

    private const string Symbols = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's: no i, l, o, u to misread

    public Guid PersonId { get; init; }

    public string Hash { get; init; } = "";

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>Eighty bits: <c>k7m4-2qxd-0r9t-w3hf</c>.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Symbols, 4)));

    /// <summary>However it is typed: capitals, spaces, a letter O for a zero.</summary>
    public static string HashOf(Guid person, string code) => SecretWord.HashOf($"{person} {string.Concat(code.ToLowerInvariant().Select(Read).Where(Symbols.Contains))}");

    private static char Read(char c) => c switch { 'o' => '0', 'i' or 'l' => '1', _ => c };
}
