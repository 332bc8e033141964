using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Agenda.Moderating;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Wording;

namespace Terril.Agenda.Feeds;

public enum FeedOrder
{
    Name,
    Read,
    Failures,
}

/// <summary>A calendar as the desk lists it.</summary>
public sealed class FeedRow
{
    public required AgendaFeed Feed { get; init; }

    /// <summary>How many of its events are published.</summary>
    public required int Published { get; init; }
}

/// <summary>The calendars of members that are read, and how that goes.</summary>
[Requires(AgendaPermissions.Moderate)]
public sealed class FeedsPage(TerrilDb db) : TablePage<FeedRow, FeedOrder>
{
    protected override Table<FeedRow, FeedOrder> Declare() => new(new("Agendas des membres", "Calendars of members"),
    [
        new(new("Agenda", "Calendar"), r => new(r.Feed.Name) { Address = Links.To($"{AgendaDesk.Feeds}/{r.Feed.Id}"), Small = r.Feed.Address }) { Sort = FeedOrder.Name },
        new(new("Lu", "Read"), r => r.Feed.ReadAt is { } at ? T.Instant(at) : T["jamais", "never"]) { Sort = FeedOrder.Read },
        new(new("État", "State"), r => !r.Feed.IsOn ? new(T["Arrêté", "Stopped"]) { Tag = "" } : r.Feed.Failures > 0 ? new(T[$"{r.Feed.Failures} échecs de suite", $"{r.Feed.Failures} failures in a row"]) { Tag = r.Feed.Failures > 2 ? "bad" : "warn" } : new(T["Lu régulièrement", "Read regularly"]) { Tag = "ok" }) { Sort = FeedOrder.Failures },
        new(new("Publiés", "Published"), r => T.Number(r.Published)) { IsNumber = true },
        new(new("Sans relecture", "Without reading"), r => r.Feed.IsTrusted ? T["oui", "yes"] : T["non", "no"]),
        new(new("Dernière lecture", "Last reading"), r => T[r.Feed.Says]),
    ]);

    protected override IQueryable<FeedRow> Rows(TableAsked<FeedOrder> asked) =>
        db.AgendaFeeds.AsNoTracking().Select(f => new FeedRow { Feed = f, Published = db.AgendaEvents.Count(e => e.FeedId == f.Id && e.State == EventState.Published) });

    protected override IQueryable<FeedRow> Sorted(IQueryable<FeedRow> rows, FeedOrder by, bool down) => (by switch
    {
        FeedOrder.Read => rows.By(r => r.Feed.ReadAt, down),
        FeedOrder.Failures => rows.By(r => r.Feed.Failures, down),
        _ => rows.By(r => r.Feed.Name, down),
    }).ThenBy(r => r.Feed.Id);
}
