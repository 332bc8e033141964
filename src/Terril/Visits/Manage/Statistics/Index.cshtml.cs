using Microsoft.EntityFrameworkCore;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Ui;
using Terril.Shared.Wording;
using Terril.Visits.After.Figures;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Statistics;

/// <summary>The orders of the statistics.</summary>
public enum StatisticsOrder
{
    Starts,
    Registered,
}

/// <summary>All sessions of the period, summed.</summary>
public sealed record VisitsTotal(int Sessions, int Capacity, int Registered, int Came, int WalkIns, int Waited, int Cancelled, int Declined);

/// <summary>What visits amount to: by session, by what people come as, by where they come from.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class IndexPage(TerrilDb db, ReadFigures figures, Releases releases) : TablePage<SessionFigures, StatisticsOrder>
{
    private const int MostTerritories = 20;

    private IQueryable<VisitSession> _sessions = null!;
    private IReadOnlyDictionary<Guid, Presence> _present = null!;

    public VisitsTotal Total { get; private set; } = null!;

    public IReadOnlyList<Part> Roles { get; private set; } = [];

    public IReadOnlyList<Part> Kinds { get; private set; } = [];

    public IReadOnlyList<Part> Territories { get; private set; } = [];

    protected override string FileName => "statistiques-visites";

    protected override Table<SessionFigures, StatisticsOrder> Declare() => new(new("Statistiques", "Statistics"),
    [
        new(new("Séance", "Session"), f => new(T[f.Session.About.Title]) { Address = Links.To($"{VisitsDeskModule.Sessions}/{f.Session.Id}") }),
        new(new("Quand", "When"), f => new(T.Instant(f.Session.StartsAt)) { Exported = Paris.Time(f.Session.StartsAt).ToString("O") }) { Sort = StatisticsOrder.Starts },
        new(new("Places", "Places"), f => T.Number(f.Session.Capacity)) { IsNumber = true },
        new(new("Inscrites", "Registered"), f => T.Number(f.Registered)) { IsNumber = true, Sort = StatisticsOrder.Registered },
        new(new("Remplissage", "Filled"), f => f.Session.Capacity == 0 ? "" : T.Share((double)f.Registered / f.Session.Capacity, 0)) { IsNumber = true },
        new(new("Présentes", "Present"), f => T.Number(PresenceAt(f).OnSite)) { IsNumber = true },
        new(new("Sans inscription", "Without registration"), f => T.Number(PresenceAt(f).WalkIns)) { IsNumber = true },
        new(new("Sans place", "Without a place"), f => T.Number(f.Waited)) { IsNumber = true },
        new(new("Ont annulé", "Cancelled"), f => T.Number(f.Cancelled)) { IsNumber = true },
        new(new("Ont décliné", "Declined"), f => T.Number(f.Declined)) { IsNumber = true },
    ])
    {
        Filters =
        [
            new("from", new("Du", "From")) { IsDay = true },
            new("to", new("Au", "To")) { IsDay = true },
            new("circuit", new("Circuit", "Circuit")) { Choices = [("none", new("Visites uniques", "One-off visits")), .. db.Circuits.AsNoTracking().OrderBy(c => c.Words).Take(500).AsEnumerable().Select(c => (c.Id.ToString(), c.About.Title))] },
        ],
        StartsDown = true,
        IsExported = true,
    };

    protected override IQueryable<SessionFigures> Rows(TableAsked<StatisticsOrder> asked)
    {
        var sessions = db.VisitSessions.AsNoTracking().Where(s => s.State != SessionState.Draft && s.State != SessionState.Cancelled);
        if (asked.Day("from") is { } from && Paris.Start(from).ToUniversalTime() is var first) sessions = sessions.Where(s => s.StartsAt >= first);
        if (asked.Day("to") is { } to && Paris.Start(to.AddDays(1)).ToUniversalTime() is var end) sessions = sessions.Where(s => s.StartsAt < end);
        if (asked["circuit"] is "none") sessions = sessions.Where(s => s.CircuitId == null);
        else if (asked["circuit"] is { } id && Guid.Parse(id) is var circuit) sessions = sessions.Where(s => s.CircuitId == circuit);
        _sessions = sessions;
        _present = figures.BySession(sessions.Select(s => s.Id));
        return SessionFigures.Of(db, sessions);
    }

    protected override IQueryable<SessionFigures> Sorted(IQueryable<SessionFigures> rows, StatisticsOrder by, bool down) => (by switch
    {
        StatisticsOrder.Registered => rows.By(f => f.Registered, down),
        _ => rows.By(f => f.Session.StartsAt, down),
    }).ThenByDescending(f => f.Session.Id);

    protected override async Task Prepare(CancellationToken stop)
    {
        var all = await SessionFigures.Of(db, _sessions).ToListAsync(stop);
        var seen = await figures.Run([.. all.Select(f => f.Session.Id)], stop);
        Total = new(all.Count, all.Sum(f => f.Session.Capacity), seen.Registered, seen.OnSite, seen.WalkIns, all.Sum(f => f.Waited), all.Sum(f => f.Cancelled), all.Sum(f => f.Declined));
        Roles = Group(seen.ByRole, role => role is { } said ? T[VisitWords.Role(said)] : T["Non dit", "Not said"]);
        Kinds = Group(seen.ByRole, role => role is { } said ? T[DeskWords.Kind(said)] : T["Non dit", "Not said"]);
        var release = releases.At(null);
        Territories = [.. Group(seen.ByTerritory, place => TerritoryId.TryParse(place, out var id) ? release?.Find(id)?.Name ?? place! : place ?? T["Non dit", "Not said"]).Take(MostTerritories)];
    }

    private Presence PresenceAt(SessionFigures row) => _present.GetValueOrDefault(row.Session.Id);

    public Bars Bars(string head, IReadOnlyList<Part> parts) => new()
    {
        Caption = T["Personnes inscrites et présentes", "People registered and present"],
        Head = head,
        BarHead = T["Barre : inscrites", "Bar: registered"],
        Columns = [T["Inscrites", "Registered"], T["Présentes", "Present"]],
        Rows = [.. parts.Select((p, rank) => new Bar(p.Name, p.Registered, [T.Number(p.Registered), T.Number(p.Came)]) { IsSoft = rank >= 2 })],
        TotalName = T["Total", "Total"],
        Total = [T.Number(parts.Sum(p => p.Registered)), T.Number(parts.Sum(p => p.Came))],
    };

    private static IReadOnlyList<Part> Group<TKey>(IEnumerable<CountOf<TKey>> counts, Func<TKey, string> name) =>
        [.. counts.GroupBy(c => name(c.Key), StringComparer.Ordinal).Select(g => new Part(g.Key, g.Sum(c => c.Registered), g.Sum(c => c.OnSite))).OrderByDescending(p => p.Registered).ThenByDescending(p => p.Came).ThenBy(p => p.Name, StringComparer.Ordinal)];
}
