using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terril.Agenda.Events;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Shared.Wording;

namespace Terril.Agenda.Public;

/// <summary>
/// What the agenda says. Each act that changes an event touches when it changed: only what changed is read again, however many there are.
/// </summary>
public sealed class KnownAgenda(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KnownAgenda> log) : Known<AgendaSaid>(scopes, clock, log)
{
    private const int LongestShort = 160;

    // Two nodes whose clocks are not quite the same write the same table.
    private static readonly TimeSpan s_overlap = TimeSpan.FromMinutes(2);

    protected override AgendaSaid Nothing { get; } = new("", default, default, DateTimeOffset.MaxValue, new Dictionary<Guid, EventBrief>());

    public override bool IsSaid(object entity) => entity is AgendaEvent or AgendaDate;

    // What was never published is said to nobody.
    public override bool IsSaid(EntityEntry change) => change.Entity is not AgendaEvent one || one.PublishedAt is not null;

    protected override async Task<AgendaSaid> Read(TerrilDb db, AgendaSaid? known, DateTimeOffset now, CancellationToken stop)
    {
        var said = db.AgendaEvents.AsNoTracking().Where(e => e.PublishedAt != null);
        var count = await said.CountAsync(stop);
        var last = await said.MaxAsync(e => (DateTimeOffset?)e.ChangedAt, stop) ?? DateTimeOffset.UnixEpoch;
        var edition = string.Create(CultureInfo.InvariantCulture, $"{count}.{last.UtcTicks:x}");
        if (known?.Edition == edition) return now < known.Until ? known : At(now, known);

        var since = known is null or { Edition: "" } ? DateTimeOffset.MinValue : known.ChangedAt - s_overlap;
        var changed = await said.Where(e => since == DateTimeOffset.MinValue || e.ChangedAt >= since).Include(e => e.Dates).AsSplitQuery().ToListAsync(stop);
        var all = known is null ? new Dictionary<Guid, EventBrief>() : new Dictionary<Guid, EventBrief>(known.All);
        foreach (var one in changed)
        {
            // One that tells another again is told by it.
            if (one.SameAs is null && one.State is EventState.Published or EventState.Withdrawn) all[one.Id] = Brief(one);
            else all.Remove(one.Id);
        }
        return At(now, new(edition, last, last, default, all));
    }

    /// <summary>What changes by itself is the day: what was to come is over.</summary>
    private static AgendaSaid At(DateTimeOffset now, AgendaSaid said) => said with { Since = said.ChangedAt > Paris.Start(Paris.Day(now)) ? said.ChangedAt : Paris.Start(Paris.Day(now)), Until = Paris.Start(Paris.Day(now).AddDays(1)) };

    private static EventBrief Brief(AgendaEvent e) => new(
        e.Id, e.Slug, e.Title, new(Beginnings.Of(e.What.Fr, LongestShort), Beginnings.Of(e.What.En, LongestShort)), e.Kind, e.Attendance, e.PlaceName, e.OrganisationId, e.OrganiserName, e.IsFree, e.Status, e.Sequence,
        e.State == EventState.Withdrawn, e.FeedId is not null, SpacedKeys.List(e.Themes), SpacedKeys.List(e.Territories), SpacedKeys.List(e.Audiences), e.ChangedAt, e.Words,
        [.. e.Dates.OrderBy(d => d.StartsAt).Select(d => new DateBrief(d.Id, d.StartsAt, d.EndsAt, d.IsAllDay, d.PreviousStartsAt, d.IsCancelled))]);
}
