using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Search;
using Terril.Shared.Wording;

namespace Terril.Accounts.People;

/// <summary>The orders of the list of people.</summary>
public enum PeopleOrder
{
    Name,
    Email,
    Since,
}

/// <summary>Everybody who has an account.</summary>
[Requires(AccountsPermissions.Manage)]
public sealed class IndexPage(TerrilDb db) : TablePage<Person, PeopleOrder>
{
    private const string Found = "q", OfRole = "role", Standing = "etat";

    protected override Table<Person, PeopleOrder> Declare() => new(new("Personnes", "People"),
    [
        new(new("Nom", "Name"), p => new(p.Name) { Address = Links.To($"/gestion/personnes/{p.Id}") }) { Sort = PeopleOrder.Name },
        new(new("Adresse", "Address"), p => p.Email) { Sort = PeopleOrder.Email },
        new(new("Rôles", "Roles"), p => string.Join(", ", p.Roles.Select(r => r.Role).Order().Select(r => T[RoleWords.Name(r)]))),
        new(new("État", "State"), p => p.IsActive ? new(T["actif", "active"]) { Tag = "ok" } : new(T["fermé", "closed"]) { Tag = "warn" }),
        new(new("Deux preuves", "Two proofs"), p => p.HasTotp ? T["oui", "yes"] : ""),
        new(new("Depuis", "Since"), p => new(T.Date(Paris.Day(p.CreatedAt))) { Exported = Paris.Time(p.CreatedAt).ToString("O") }) { Sort = PeopleOrder.Since },
    ])
    {
        IsExported = true,
        Filters =
        [
            new(Found, new("Nom ou adresse", "Name or address")),
            new(OfRole, new("Rôle", "Role")) { Choices = [.. Enum.GetValues<Role>().Select(r => (r.ToString(), RoleWords.Name(r)))] },
            new(Standing, new("État", "State")) { Choices = [("actif", new Text("Actif", "Active")), ("ferme", new Text("Fermé", "Closed"))] },
        ],
    };

    protected override IQueryable<Person> Rows(TableAsked<PeopleOrder> asked)
    {
        var rows = db.People.AsNoTracking().Include(p => p.Roles).AsQueryable();
        foreach (var word in SearchText.Words(asked[Found])) rows = rows.Where(p => p.Words.Contains(word));
        if (Enum.TryParse<Role>(asked[OfRole], out var role)) rows = rows.Where(p => p.Roles.Any(r => r.Role == role));
        if (asked[Standing] is { } standing) rows = rows.Where(p => p.IsActive == (standing == "actif"));
        return rows;
    }

    protected override IQueryable<Person> Sorted(IQueryable<Person> rows, PeopleOrder by, bool down) => (by switch
    {
        PeopleOrder.Email => rows.By(p => p.EmailKey, down),
        PeopleOrder.Since => rows.By(p => p.CreatedAt, down),
        _ => rows.By(p => p.Name, down),
    }).ThenBy(p => p.Id);
}
