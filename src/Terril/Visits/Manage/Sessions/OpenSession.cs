using System.Globalization;
using Terril.Observatory.Public;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Search;
using Terril.Shared.Wording;
using Terril.Visits.Catalogue;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>What a session is made from: a circuit, another session, or nothing.</summary>
/// <param name="CircuitId">Null for a one-off.</param>
public sealed record SessionSource(Guid? CircuitId, VisitAbout About, IReadOnlyList<StopAbout> Stops)
{
    public int Minutes => Stops.Sum(s => s.Minutes + s.TravelMinutes);

    public static SessionSource None { get; } = new(null, new(), []);

    public static SessionSource Of(Circuit circuit) => new(circuit.Id, circuit.About, [.. circuit.Stops.OrderBy(s => s.Position).Select(s => s.About)]);

    public static SessionSource Of(VisitSession session) => new(session.CircuitId, session.About, [.. session.Stops.OrderBy(s => s.Position).Select(s => s.About)]);
}

/// <summary>Opens a session as a draft, with a copy of what it is made from and the hours of its stops.</summary>
public sealed class OpenSession(TerrilDb db, TimeProvider clock, AuditTrail trail)
{
    public async Task<VisitSession> Run(SessionForm form, SessionPlan plan, SessionSource from, CancellationToken stop)
    {
        var (now, time) = (clock.GetUtcNow(), plan.Time!);
        var session = new VisitSession
        {
            CircuitId = from.CircuitId, About = from.About.Copy(), StartsAt = time.StartsAt, EndsAt = time.EndsAt ?? time.StartsAt, Capacity = plan.Capacity!.Value, CreatedAt = now, ChangedAt = now,
        };
        if (session.About.Languages.Length == 0) session.About.Languages = SpacedKeys.Of("fr");
        form.Write(session, plan);
        foreach (var (i, about) in from.Stops.Index()) session.Stops.Add(new() { SessionId = session.Id, Position = i + 1, About = about.Copy() });
        ProgrammeHours.Write(session, wasComputed: time.EndsAt is null);
        session.Slug = await SlugOf(db, session, stop);
        session.Words = WordsOf(session);
        db.VisitSessions.Add(session);
        trail.Record("visits.session.open", "session", session.Id.ToString(), session.About.TitleFr);
        await db.SaveChangesAsync(stop);
        return session;
    }

    /// <summary>Its title and its day.</summary>
    internal static Task<string> SlugOf(TerrilDb db, VisitSession session, CancellationToken stop)
    {
        var day = Paris.Day(session.StartsAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var title = Addresses.Slug(session.About.TitleFr);
        return Slugs.Free(db.VisitSessions.Where(s => s.Id != session.Id).Select(s => s.Slug), $"{(title.Length > 50 ? title[..50].TrimEnd('-') : title)}-{day}", stop);
    }

    internal static string WordsOf(VisitSession session) =>
        SearchText.Normalise($"{session.About.TitleFr} {session.About.TitleEn} {session.About.Place} {session.GroupName}");
}
