using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Terril.Observatory.Releases;
using Terril.Shared.Api;

namespace Terril.Observatory.Api;

/// <summary>The release that a request reads: that of its cursor, that of its day, or the one in force.</summary>
public sealed class ReleaseRead(Asked asked, Public.Releases published)
{
    /// <summary>Header that names the release of an answer.</summary>
    public const string ReleaseHeader = "Terril-Release";

    public static Parameter<DateOnly?> AsOf { get; } = Parameters.Day("asOf", "Reads what was in force at the end of that day. Without it: what is in force now.");

    public Release Release { get; private set; } = null!;

    /// <summary>Where the page begins, as the page before said it; empty on the first one.</summary>
    public IReadOnlyList<string> Start { get; private set; } = [];

    private static readonly string[] s_paging = [Parameters.Cursor.Name, "take", "limit", "format"];

    /// <summary>Finds the release, names it in the answer, and stops there when the reader already has that answer.</summary>
    public static async ValueTask<object?> Open(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var reading = http.RequestServices.GetRequiredService<ReleaseRead>();
        if (reading.Find() is { } refusal) return refusal;

        http.Response.Headers[ReleaseHeader] = reading.Release.Id;
        // Search knows the names of the release in force, whatever the day asked for.
        var searched = http.Request.Query.ContainsKey("q") ? reading.Published.Store.Current?.Id : null;
        return EntityTag.IsKnown(http, reading.Release.Id + searched) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : await next(context);
    }

    public Public.Releases Published => published;

    public Answer<T> Answer<T>(T data) => new(Release.Id, data);

    /// <summary>A page of a list that this release always gives in the same order.</summary>
    public Page<TShown> Page<T, TShown>(IReadOnlyList<T> all, int take, Func<T, TShown> show)
    {
        var from = Start is [var said] && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0;
        var to = Math.Min((long)from + take, all.Count);
        return new(Release.Id, [.. all.Skip(from).Take(take).Select(show)], to < all.Count ? Next(to.ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>The address of the page that starts there.</summary>
    public string Next(params IEnumerable<string> start) =>
        asked.Again((Parameters.Cursor.Name, Cursor.Write([Release.Id, asked.Fingerprint(s_paging), .. start])));

    private ProblemHttpResult? Find()
    {
        var day = asked.One(AsOf, null);
        var cursor = asked.One(Parameters.Cursor, []);
        if (cursor.Count > 0 && (cursor.Count < 2 || cursor[1] != asked.Fingerprint(s_paging)))
            asked.Refuse(Parameters.Cursor, null, new("vient d’une autre demande ; suivez le lien « next » sans rien y changer, ou repartez sans lui", "comes from another request; follow the “next” link as it stands, or start again without it"));
        if (asked.Refusal is { } refusal) return refusal;

        var release = cursor.Count > 0 ? Named(cursor[0]) : published.At(day);
        if (release is null) return cursor.Count > 0 ? Withdrawn(cursor[0]) : NothingYet(day);
        (Release, Start) = (release, [.. cursor.Skip(2)]);
        return null;
    }

    // Only those of the history are opened: what is typed in a cursor opens no file.
    private Release? Named(string id) => published.Store.History.Any(p => p.Release == id) ? published.Store.Open(id) : null;

    private ProblemHttpResult Withdrawn(string id) => Problems.Gone(asked.Context, new(
        $"La publication « {Problems.Quoted(id)} » que lisait cette liste n’est plus conservée ; reprenez la liste depuis le début.",
        $"The release “{Problems.Quoted(id)}” that this list was reading is no longer kept; start the list again."), "release", Problems.Quoted(id));

    private ProblemHttpResult NothingYet(DateOnly? day) => Problems.NotFound(asked.Context, day is { } past
        ? new($"Le {Shared.Ui.Links.Iso(past)}, rien n’était encore publié ; les publications sont à /api/v1/releases.", $"On {Shared.Ui.Links.Iso(past)}, nothing was published yet; the releases are at /api/v1/releases.")
        : new("L’observatoire n’a encore rien publié.", "The observatory has published nothing yet."), []);
}
