using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Privacy.Mine;

/// <summary>The short session of somebody who came by their mail: it shows their data and serves for nothing else.</summary>
internal sealed class DataSession(TerrilDb db, IHttpContextAccessor accessor, TimeProvider clock)
{
    public const string Cookie = "__Host-terril-mes-donnees";

    private static readonly CookieOptions Options = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>Whose it is; null when there is none, or its half hour is over.</summary>
    public async Task<DataLink?> Current(CancellationToken stop)
    {
        if (Http.Request.Cookies[Cookie] is not { Length: > 0 } word) return null;
        var (hash, earliest) = (SecretWord.HashOf(word), clock.GetUtcNow() - DataLink.Session);
        return await db.DataLinks.AsNoTracking().SingleOrDefaultAsync(l => l.SessionHash == hash && l.EndedAt == null && l.OpenedAt > earliest, stop);
    }

    public void Begin(string word) => Http.Response.Cookies.Append(Cookie, word, Options);

    public async Task End(CancellationToken stop)
    {
        if (await Current(stop) is { } link)
            await db.DataLinks.Where(l => l.Id == link.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.EndedAt, clock.GetUtcNow()), stop);
        Http.Response.Cookies.Delete(Cookie, Options);
    }
}
