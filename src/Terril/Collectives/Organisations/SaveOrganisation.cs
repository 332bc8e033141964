using Microsoft.EntityFrameworkCore;
using Terril.Observatory.Public;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Search;

namespace Terril.Collectives.Organisations;

/// <summary>Writes what an organisation shows of itself. Its address follows its name until it is first shown.</summary>
public sealed class SaveOrganisation(TerrilDb db, TimeProvider clock, AuditTrail trail)
{
    /// <param name="organisation">Null for a new one.</param>
    /// <param name="write">Puts what was typed.</param>
    public async Task<Organisation> Run(Organisation? organisation, Action<Organisation> write, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var isNew = organisation is null;
        if (organisation is null) db.Organisations.Add(organisation = new() { CreatedAt = now });
        write(organisation);
        organisation.ChangedAt = now;
        organisation.Words = SearchText.Normalise($"{organisation.Name} {organisation.Acronym} {organisation.Siret} {organisation.Rna}");
        if (!organisation.IsPublished || organisation.Slug.Length == 0) organisation.Slug = await FreeSlug(organisation, stop);
        trail.Record(isNew ? "collectives.organisation.create" : "collectives.organisation.edit", "organisation", organisation.Id.ToString(), organisation.Name);
        await db.SaveChangesAsync(stop);
        return organisation;
    }

    /// <summary>Shows it to everybody, or no more.</summary>
    public async Task Show(Organisation organisation, bool isShown, CancellationToken stop)
    {
        (organisation.IsPublished, organisation.ChangedAt) = (isShown, clock.GetUtcNow());
        trail.Record(isShown ? "collectives.organisation.publish" : "collectives.organisation.withdraw", "organisation", organisation.Id.ToString(), organisation.Name);
        await db.SaveChangesAsync(stop);
    }

    private Task<string> FreeSlug(Organisation organisation, CancellationToken stop) => Slugs.Free(
        db.Organisations.Where(o => o.Id != organisation.Id).Select(o => o.Slug).Union(db.FormerSlugs.Where(f => f.OrganisationId != organisation.Id).Select(f => f.Slug)), Addresses.Slug(organisation.Name), stop);
}
