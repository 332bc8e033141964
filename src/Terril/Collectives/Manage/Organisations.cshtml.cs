using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Search;
using Terril.Shared.Wording;

namespace Terril.Collectives.Manage;

/// <summary>The orders of the list of organisations.</summary>
public enum OrganisationOrder
{
    Name,
    Changed,
}

/// <summary>An organisation as the back office lists it.</summary>
public sealed class OrganisationRow
{
    public required Organisation Organisation { get; init; }

    public required int Representatives { get; init; }

    public required int Memberships { get; init; }
}

/// <summary>All organisations, those that are not shown included.</summary>
[Requires(CollectivesPermissions.Keep)]
public sealed class OrganisationsPage(TerrilDb db, SubjectNames names) : TablePage<OrganisationRow, OrganisationOrder>
{
    protected override Table<OrganisationRow, OrganisationOrder> Declare() => new(new("Organisations", "Organisations"),
    [
        new(new("Organisation", "Organisation"), r => new(r.Organisation.Name) { Address = Links.To($"{CollectivesDeskModule.Organisations}/{r.Organisation.Id}"), Small = r.Organisation.Acronym }) { Sort = OrganisationOrder.Name },
        new(new("Nature", "Kind"), r => T[CollectiveWords.Kind(r.Organisation.Kind)]),
        new(new("Territoire", "Territory"), r => r.Organisation.Territory.Length == 0 ? "" : names.TerritoryName(r.Organisation.Territory)),
        new(new("Représentants", "Representatives"), r => T.Number(r.Representatives)) { IsNumber = true },
        new(new("Collectifs", "Collectives"), r => T.Number(r.Memberships)) { IsNumber = true },
        new(new("Modifiée", "Changed"), r => new(T.Instant(r.Organisation.ChangedAt)) { Exported = Paris.Time(r.Organisation.ChangedAt).ToString("O") }) { Sort = OrganisationOrder.Changed },
        new(new("Page", "Page"), r => r.Organisation.IsPublished ? new(T["Publiée", "Published"]) { Tag = "ok" } : new(T["Non publiée", "Not published"]) { Tag = "" }),
    ])
    {
        Filters =
        [
            new("q", new("Nom, sigle ou numéro", "Name, acronym or number")),
            new("kind", new("Nature", "Kind")) { Choices = [.. CollectiveWords.Kinds] },
            new("state", new("Page", "Page")) { Choices = [("published", new Text("Publiées", "Published")), ("draft", new Text("Non publiées", "Not published"))] },
        ],
        IsExported = true,
    };

    protected override string FileName => "organisations";

    protected override IQueryable<OrganisationRow> Rows(TableAsked<OrganisationOrder> asked)
    {
        var organisations = db.Organisations.AsNoTracking().Where(o => o.MergedInto == null);
        foreach (var word in SearchText.Words(asked["q"])) organisations = organisations.Where(o => o.Words.Contains(word));
        if (Enum.TryParse<OrganisationKind>(asked["kind"], out var kind)) organisations = organisations.Where(o => o.Kind == kind);
        organisations = asked["state"] switch { "published" => organisations.Where(o => o.IsPublished), "draft" => organisations.Where(o => !o.IsPublished), _ => organisations };
        return organisations.Select(o => new OrganisationRow
        {
            Organisation = o,
            Representatives = db.Representatives.Count(r => r.OrganisationId == o.Id),
            Memberships = db.Memberships.Count(m => m.OrganisationId == o.Id && m.State == MembershipState.Member),
        });
    }

    protected override IQueryable<OrganisationRow> Sorted(IQueryable<OrganisationRow> rows, OrganisationOrder by, bool down) => (by switch
    {
        OrganisationOrder.Changed => rows.By(r => r.Organisation.ChangedAt, down),
        _ => rows.By(r => r.Organisation.Words, down),
    }).ThenBy(r => r.Organisation.Id);
}
