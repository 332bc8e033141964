using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Desk;
using Terril.Shared.Search;
using Terril.Shared.Wording;

namespace Terril.Desk.Journal;

/// <summary>The orders of the trail.</summary>
public enum TrailOrder
{
    At,
    Who,
    Act,
}

/// <summary>Who did what to what, when, from where.</summary>
[Requires(DeskPermissions.ReadTrail)]
public sealed class IndexPage(AuditTrail trail) : TablePage<AuditEntry, TrailOrder>
{
    private const string Found = "q", Act = "act", Kind = "kind", Subject = "subject", From = "from", To = "to";

    protected override Table<AuditEntry, TrailOrder> Declare() => new(new("Journal des actes", "Trail of acts"),
    [
        new(new("Quand", "When"), e => new(T.Instant(e.At)) { Exported = Paris.Time(e.At).ToString("O") }) { Sort = TrailOrder.At },
        new(new("Qui", "Who"), e => e.PersonName ?? T["sans compte", "without account"]) { Sort = TrailOrder.Who },
        new(new("Acte", "Act"), e => e.Act) { Sort = TrailOrder.Act },
        new(new("Sur quoi", "On what"), e => new(e.Kind) { Small = e.Subject, Exported = e.Subject is null ? e.Kind : $"{e.Kind} {e.Subject}" }),
        new(new("Précision", "Detail"), e => e.Detail ?? ""),
        new(new("D’où", "From where"), e => e.Origin ?? ""),
    ])
    {
        StartsDown = true,
        IsExported = true,
        Filters =
        [
            new(Found, new("Personne ou mot", "Person or word")),
            new(Act, new("Acte", "Act")),
            new(Kind, new("Sorte d’objet", "Kind of subject")),
            new(Subject, new("Identifiant de l’objet", "Identity of the subject")),
            new(From, new("Du", "From")) { IsDay = true },
            new(To, new("Au", "To")) { IsDay = true },
        ],
    };

    protected override IQueryable<AuditEntry> Rows(TableAsked<TrailOrder> asked)
    {
        var rows = trail.Entries;
        foreach (var word in SearchText.Words(asked[Found])) rows = rows.Where(e => e.Words.Contains(word));
        if (asked[Act] is { } act) rows = rows.Where(e => e.Act.StartsWith(act));
        if (asked[Kind] is { } kind) rows = rows.Where(e => e.Kind == kind);
        if (asked[Subject] is { } subject) rows = rows.Where(e => e.Subject == subject);
        if (asked.Day(From) is { } from && Paris.Start(from) is var start) rows = rows.Where(e => e.At >= start);
        if (asked.Day(To) is { } to && Paris.Start(to.AddDays(1)) is var end) rows = rows.Where(e => e.At < end);
        return rows;
    }

    protected override IQueryable<AuditEntry> Sorted(IQueryable<AuditEntry> rows, TrailOrder by, bool down) => (by switch
    {
        TrailOrder.Who => rows.By(e => e.PersonName, down).ThenByDescending(e => e.At),
        TrailOrder.Act => rows.By(e => e.Act, down).ThenByDescending(e => e.At),
        _ => rows.By(e => e.At, down),
    }).ThenByDescending(e => e.Id);
}
