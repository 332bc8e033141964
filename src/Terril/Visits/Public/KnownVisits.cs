using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Visits.After;
using Terril.Visits.Catalogue;
using Terril.Visits.Sessions;

namespace Terril.Visits.Public;

/// <summary>What the room says: the circuits of the catalogue, the sessions. A registration changes nothing of it.</summary>
public sealed class KnownVisits(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KnownVisits> log) : Known<VisitsNow>(scopes, clock, log)
{
    protected override VisitsNow Nothing { get; } = new(new("", default, [], []), default, DateTimeOffset.MaxValue, [], []);

    public override bool IsSaid(object entity) => entity is VisitSession or Circuit or VisitReport;

    public override bool IsSaid(EntityEntry change) =>
        change.Entity is not VisitSession || change.State != EntityState.Modified || change.Property(nameof(VisitSession.ChangedAt)).IsModified || change.Property(nameof(VisitSession.State)).IsModified;

    protected override async Task<VisitsNow> Read(TerrilDb db, VisitsNow? known, DateTimeOffset now, CancellationToken stop)
    {
        var (edition, changed) = await EditionOf(db, stop);
        if (known is not null && known.Said.Edition == edition) return now < known.Until && known.Since <= now ? known : VisitsNow.Of(known.Said, now);

        var circuits = await db.Circuits.AsNoTracking().Where(c => c.IsPublished).OrderBy(c => c.Slug).ToListAsync(stop);
        var paths = circuits.ToDictionary(c => c.Id, c => VisitPaths.Circuit(c.Slug));
        var reported = (await db.VisitReports.Where(r => r.PublishedAt != null).Select(r => r.SessionId).ToListAsync(stop)).ToHashSet();
        var sessions = await db.VisitSessions.AsNoTracking().Where(s => s.State != SessionState.Draft).OrderBy(s => s.StartsAt).ThenBy(s => s.Slug).ToListAsync(stop);
        return VisitsNow.Of(new(edition, changed, [.. sessions.Select(s => Brief(s, s.CircuitId is { } of ? paths.GetValueOrDefault(of) : null, reported.Contains(s.Id)))], [.. circuits.Select(Brief)]), now);
    }

    /// <summary>Names what is said by when each of its things was last changed, and how each session stands: a few hundred numbers.</summary>
    private static async Task<(string Edition, DateTimeOffset ChangedAt)> EditionOf(TerrilDb db, CancellationToken stop)
    {
        var sessions = await db.VisitSessions.Where(s => s.State != SessionState.Draft).OrderBy(s => s.Id).Select(s => new { s.ChangedAt, s.State, s.Sequence, s.StartsAt, s.EndsAt }).ToListAsync(stop);
        var circuits = await db.Circuits.Where(c => c.IsPublished).OrderBy(c => c.Id).Select(c => c.ChangedAt).ToListAsync(stop);
        var reports = await db.VisitReports.Where(r => r.PublishedAt != null).OrderBy(r => r.SessionId).Select(r => r.ChangedAt).ToListAsync(stop);
        var all = new StringBuilder();
        foreach (var s in sessions) all.Append(CultureInfo.InvariantCulture, $"{s.ChangedAt.UtcTicks} {s.State} {s.Sequence} {s.StartsAt.UtcTicks} {s.EndsAt.UtcTicks}\n");
        foreach (var part in new[] { circuits, reports }) all.Append(CultureInfo.InvariantCulture, $"\n{string.Join(' ', part.Select(c => c.UtcTicks))}");
        return (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..16], sessions.Select(s => s.ChangedAt).Concat(circuits).Concat(reports).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max());
    }

    private static VisitBrief Brief(VisitSession s, string? circuit, bool hasReport) => new(
        VisitPaths.Session(s.Slug), circuit, s.About.Title, s.About.Summary, s.About.Place,
        s.State switch { SessionState.Cancelled => VisitStanding.Cancelled, SessionState.Moved => VisitStanding.Moved, _ => VisitStanding.Planned },
        s.StartsAt, s.EndsAt, s.State == SessionState.Moved ? s.PreviousStartsAt : null, hasReport,
        SpacedKeys.List(s.About.Themes), SpacedKeys.List(s.About.Indicators), SpacedKeys.List(s.About.Territories), SpacedKeys.List(s.About.Languages));

    private static CircuitBrief Brief(Circuit c) => new(VisitPaths.Circuit(c.Slug), c.About.Title, c.About.Summary, c.About.Place,
        SpacedKeys.List(c.About.Themes), SpacedKeys.List(c.About.Indicators), SpacedKeys.List(c.About.Territories), SpacedKeys.List(c.About.Languages));
}
