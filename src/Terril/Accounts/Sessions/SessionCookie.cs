namespace Terril.Accounts.Sessions;

/// <summary>The one cookie that says who somebody is: bound to this host, unread by scripts, not sent by other sites’ forms.</summary>
internal static class SessionCookie
{
    public const string Name = "__Host-terril";

    private static readonly CookieOptions Options = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } secret ? secret : null;

    public static void Write(HttpResponse response, string secret) => response.Cookies.Append(Name, secret, Options);

    public static void Forget(HttpResponse response) => response.Cookies.Delete(Name, Options);
}
