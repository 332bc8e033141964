namespace Terril.Shared.Web;

/// <summary>
/// A cookie that no other site, path or script can set or read: <c>__Host-</c>, Secure, HttpOnly, for the whole site. Browsers
/// take it by https, and by http from their own machine.
/// </summary>
public sealed class HostCookie : CookieBuilder
{
    public HostCookie(string name)
    {
        Name = $"__Host-terril-{name}";
        Path = "/";
        HttpOnly = true;
        IsEssential = true;
        SameSite = SameSiteMode.Strict;
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        options.Path = "/";
        return options;
    }
}
