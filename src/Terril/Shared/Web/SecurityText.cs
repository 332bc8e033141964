using Terril.Shared.Access;
using Terril.Shared.Wording;

namespace Terril.Shared.Web;

/// <summary><c>/.well-known/security.txt</c> (RFC 9116): where a flaw is told. There is none without a contact, or past its date.</summary>
public static class SecurityText
{
    public const string Path = "/.well-known/security.txt";

    public static void MapSecurityText(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], Write).WithMetadata(new OpenAttribute()).ExcludeFromDescription();

    private static IResult Write(Publisher publisher, SiteAddress site, TimeProvider clock)
    {
        if (publisher is not { Security: { } contact, SecurityUntil: { } until } || Paris.Start(until) <= clock.GetUtcNow()) return Results.NotFound();
        return Results.Text($"""
            Contact: {contact}
            Expires: {Paris.Start(until).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}
            Preferred-Languages: fr, en
            Canonical: {site.To(Path)}
            Policy: {site.To("/contact")}

            """.ReplaceLineEndings("\n"), "text/plain; charset=utf-8");
    }
}
