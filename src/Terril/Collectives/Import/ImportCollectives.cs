using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.Search;

namespace Terril.Collectives.Import;

/// <summary>How many were put in, and how many were there already.</summary>
internal sealed record ImportOutcome(int Organisations, int Collectives, int Known);

/// <summary>Puts in the room what files write. What bears a name that is known is left as it is: twice changes nothing.</summary>
internal sealed class ImportCollectives(TerrilDb db, TimeProvider clock)
{
    /// <summary>Whether nothing was ever put in the room.</summary>
    public async Task<bool> IsEmpty(CancellationToken stop) => !await db.Organisations.AnyAsync(stop) && !await db.Collectives.AnyAsync(stop);

    public async Task<ImportOutcome> Run(WrittenCollectives written, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("collectives import", stop);
        var now = clock.GetUtcNow();
        var bySlug = await db.Organisations.ToDictionaryAsync(o => o.Slug, StringComparer.Ordinal, stop);
        var (organisations, collectives, known) = (0, 0, 0);
        foreach (var one in written.Organisations)
        {
            if (bySlug.ContainsKey(one.Slug)) known++;
            else
            {
                db.Organisations.Add(bySlug[one.Slug] = Organisation(one, now));
                organisations++;
            }
        }
        foreach (var one in written.Collectives)
        {
            if (await db.Collectives.AnyAsync(c => c.Slug == one.Slug, stop)) known++;
            else
            {
                Add(one, bySlug, now);
                collectives++;
            }
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return new(organisations, collectives, known);
    }

    private static Organisation Organisation(WrittenOrganisation one, DateTimeOffset now) => new()
    {
        Slug = one.Slug, Name = one.Name, Kind = one.Kind, Territory = one.Territory, DescriptionFr = Fr(one.Description), DescriptionEn = En(one.Description), Website = one.Website, Source = one.Source,
        IsPublished = true, CreatedAt = now, ChangedAt = now, Words = SearchText.Normalise(one.Name),
    };

    private void Add(WrittenCollective one, Dictionary<string, Organisation> bySlug, DateTimeOffset now)
    {
        var collective = new Collective
        {
            Slug = one.Slug, NameFr = Fr(one.Name), NameEn = En(one.Name), PurposeFr = Fr(one.Purpose), PurposeEn = En(one.Purpose), StartsOn = one.StartsOn, EndsOn = one.EndsOn,
            IsPublished = true, CreatedAt = now, ChangedAt = now,
        };
        foreach (var (i, axis) in one.Axes.Index()) collective.Axes.Add(new() { CollectiveId = collective.Id, Position = i + 1, NameFr = Fr(axis), NameEn = En(axis) });
        if (Fr(one.Charter).Length > 0) collective.Charters.Add(new() { CollectiveId = collective.Id, Version = 1, TextFr = Fr(one.Charter), TextEn = En(one.Charter), PublishedAt = now });
        foreach (var count in one.Counts) collective.Counts.Add(new() { CollectiveId = collective.Id, On = count.On, SaysFr = Fr(count.Says), SaysEn = En(count.Says), Source = count.Source });
        db.Collectives.Add(collective);
        foreach (var member in one.Members)
            db.Memberships.Add(new()
            {
                CollectiveId = collective.Id, OrganisationId = bySlug[member.Organisation].Id, State = member.LeftOn is null ? MembershipState.Member : MembershipState.Left, IsSteering = member.IsSteering,
                AskedAt = now, DecidedAt = now, JoinedOn = member.JoinedOn, LeftOn = member.LeftOn, Source = member.Source,
            });
    }

    private static string Fr(Text text) => (text.Fr ?? "").Trim();

    private static string En(Text text) => (text.En ?? "").Trim();
}
