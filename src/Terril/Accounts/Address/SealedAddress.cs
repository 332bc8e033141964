using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Terril.Shared.Access;

namespace Terril.Accounts.Address;

/// <summary>The word of a link that moves an account: the new address is sealed in it. Until it has served, the table of links does not know it.</summary>
public sealed class SealedAddress(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Terril.Accounts.Address");

    private sealed record Sealed(string Email, string Secret);

    public string Close(string email) => _seal.Protect(JsonSerializer.Serialize(new Sealed(email, SecretWord.New())));

    /// <summary>Null for a word that is none of ours.</summary>
    public string? Open(string word)
    {
        try
        {
            return JsonSerializer.Deserialize<Sealed>(_seal.Unprotect(word))?.Email;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
