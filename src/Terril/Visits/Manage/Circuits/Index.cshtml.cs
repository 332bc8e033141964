using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Search;
using Terril.Shared.Wording;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>The orders of the catalogue.</summary>
public enum CircuitOrder
{
    Title,
    Changed,
}

/// <summary>A circuit as the catalogue lists it.</summary>
public sealed class CircuitRow
{
    public required Circuit Circuit { get; init; }

    public required int Stops { get; init; }

    public required int Minutes { get; init; }

    public required int Sessions { get; init; }

    /// <summary>Photos of which it is not said whether people are recognised.</summary>
    public required int Unsaid { get; init; }
}

/// <summary>The catalogue, drafts included.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class IndexPage(TerrilDb db) : TablePage<CircuitRow, CircuitOrder>
{
    protected override Table<CircuitRow, CircuitOrder> Declare() => new(new("Circuits", "Circuits"),
    [
        new(new("Circuit", "Circuit"), r => new(T[r.Circuit.About.Title]) { Address = Links.To($"{VisitsDeskModule.Circuits}/{r.Circuit.Id}"), Small = r.Circuit.About.Place }) { Sort = CircuitOrder.Title },
        new(new("Étapes", "Stops"), r => T.Number(r.Stops)) { IsNumber = true },
        new(new("Durée", "Duration"), r => T.Minutes(r.Minutes)) { IsNumber = true },
        new(new("Séances", "Sessions"), r => T.Number(r.Sessions)) { IsNumber = true },
        new(new("Photos à compléter", "Photos to complete"), r => r.Unsaid == 0 ? "" : new Cell(T.Number(r.Unsaid)) { Tag = "warn" }),
        new(new("Modifié", "Changed"), r => new(T.Instant(r.Circuit.ChangedAt)) { Exported = Paris.Time(r.Circuit.ChangedAt).ToString("O") }) { Sort = CircuitOrder.Changed },
        new(new("Catalogue", "Catalogue"), r => r.Circuit.IsPublished ? new(T["Publié", "Published"]) { Tag = "ok" } : new(T["Brouillon", "Draft"]) { Tag = "" }),
    ])
    {
        Filters =
        [
            new("q", new("Titre ou lieu", "Title or place")),
            new("state", new("Catalogue", "Catalogue")) { Choices = [("published", new("Publiés", "Published")), ("draft", new("Brouillons", "Drafts"))] },
        ],
        IsExported = true,
    };

    protected override string FileName => "circuits";

    protected override IQueryable<CircuitRow> Rows(TableAsked<CircuitOrder> asked)
    {
        var circuits = db.Circuits.AsNoTracking();
        foreach (var word in SearchText.Words(asked["q"])) circuits = circuits.Where(c => c.Words.Contains(word));
        circuits = asked["state"] switch { "published" => circuits.Where(c => c.IsPublished), "draft" => circuits.Where(c => !c.IsPublished), _ => circuits };
        return circuits.Select(c => new CircuitRow
        {
            Circuit = c,
            Stops = c.Stops.Count,
            Minutes = c.Stops.Sum(s => s.About.Minutes + s.About.TravelMinutes),
            Sessions = db.VisitSessions.Count(s => s.CircuitId == c.Id),
            Unsaid = c.Photos.Count(p => p.People == PeopleInPhoto.Unknown),
        });
    }

    protected override IQueryable<CircuitRow> Sorted(IQueryable<CircuitRow> rows, CircuitOrder by, bool down) => (by switch
    {
        CircuitOrder.Changed => rows.By(r => r.Circuit.ChangedAt, down),
        _ => rows.By(r => r.Circuit.Words, down),
    }).ThenBy(r => r.Circuit.Id);
}
