using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Search;

namespace Terril.Collectives.Public;

/// <summary>Puts the organisations and the collectives of the site in the search box.</summary>
internal sealed class WriteCollectiveEntries(KnownCollectives known, SearchIndex index, SubjectNames names) : IWriteEntries
{
    private const string Owner = "collectives";

    public async Task Run(CancellationToken stop)
    {
        var said = await known.Now(stop);
        // An edition is known by its entries: when nothing is left to say, those of before are looked for.
        if (said.Edition.Length == 0 || await index.IsCurrent(Owner, said.Edition, stop) || said.IsEmpty && !await index.Has(Owner, stop)) return;
        await index.Replace(Owner, said.Edition, said.Collectives.Select(Entry).Concat(said.Organisations.Select(Entry)), stop);
    }

    private static SearchEntry Entry(CollectiveBrief c) => new("collective", c.Path, c.Name, new("Collectif d’organisations", "Collective of organisations"));

    private SearchEntry Entry(OrganisationBrief o)
    {
        var (kind, place) = (CollectiveWords.Kind(o.Kind), o.Territory.Length > 0 ? $", {names.TerritoryName(o.Territory)}" : "");
        return new("organisation", o.Path, Text.Same(o.Name), new($"{kind.Fr}{place}", $"{kind.En}{place}")) { AlsoFoundBy = o.Acronym.Length > 0 ? [o.Acronym] : [] };
    }
}
