using System.Security.Cryptography;

namespace Terril.Shared.Web;

/// <summary>
/// The word of one answer that lets its scripts run. A page that writes it (<c>nonce="@Context.Nonce()"</c>) runs those scripts
/// and no other; it is then made for whom asked, and never kept.
/// </summary>
public sealed class Nonce
{
    public string Value { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
}

public static class NonceOfAnswer
{
    public static string Nonce(this HttpContext context)
    {
        if (context.Features.Get<Nonce>() is { } given) return given.Value;
        var nonce = new Nonce();
        context.Features.Set(nonce);
        return nonce.Value;
    }
}
