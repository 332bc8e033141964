using System.Security.Cryptography;

namespace Terril.Site;

/// <summary>Eight symbols that one can read out on the telephone: <c>K7M4-2QXD</c>.</summary>
public static class SpokenReference
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no I, L, O, U to misread

    public static string New() => $"{RandomNumberGenerator.GetString(Symbols, 4)}-{RandomNumberGenerator.GetString(Symbols, 4)}";
}
