using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Terril.Accounts;

/// <summary>What a browser carries from one step to the next without being able to read or change it, for a few minutes.</summary>
public sealed class SealedCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly CookieOptions s_options = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    private sealed record Sealed<T>(T Value, DateTimeOffset Until);

    public void Write<T>(HttpResponse response, string name, T value, TimeSpan life) =>
        response.Cookies.Append(name, Protector(name).Protect(JsonSerializer.Serialize(new Sealed<T>(value, clock.GetUtcNow() + life))), s_options);

    /// <summary>Null when there is none, when its time is over, or when it is not one of ours.</summary>
    public T? Read<T>(HttpRequest request, string name) where T : class
    {
        if (request.Cookies[name] is not { Length: > 0 } kept) return null;
        try
        {
            return JsonSerializer.Deserialize<Sealed<T>>(Protector(name).Unprotect(kept)) is { } read && clock.GetUtcNow() < read.Until ? read.Value : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Forget(HttpResponse response, string name) => response.Cookies.Delete(name, s_options);

    private IDataProtector Protector(string name) => protection.CreateProtector("Terril.Accounts.Cookie", name);
}
