using Terril.Observatory;
using Terril.Shared.Search;
using Terril.Shared.Wording;

namespace Terril.Visits.Public;

/// <summary>Puts the circuits and the sessions of the site in the search box.</summary>
internal sealed class WriteVisitEntries(KnownVisits known, SearchIndex index) : IWriteEntries
{
    private const string Owner = "visits";

    private static readonly Words s_fr = new(Words.French);
    private static readonly Words s_en = new(Words.English);

    public async Task Run(CancellationToken stop)
    {
        var said = (await known.Now(stop)).Said;
        // An edition is known by its entries: when nothing is left to say, those of before are looked for.
        if (said.Edition.Length == 0 || await index.IsCurrent(Owner, said.Edition, stop) || said.IsEmpty && !await index.Has(Owner, stop)) return;
        await index.Replace(Owner, said.Edition, said.Circuits.Select(Entry).Concat(said.Sessions.Select(Entry)), stop);
    }

    private static SearchEntry Entry(CircuitBrief c) => new("circuit", c.Path, c.Title, new($"Visite du catalogue, {c.Place}", $"Visit of the catalogue, {c.Place}")) { AlsoFoundBy = [c.Place] };

    // Of two dates of a circuit the later comes first; both after the territory where they are, which has inhabitants.
    private static SearchEntry Entry(VisitBrief s) => new("visit", s.Path, s.Title, new($"Visite{Standing(s).Fr}, {s_fr.Date(Paris.Day(s.StartsAt))}, {s.Place}", $"Visit{Standing(s).En}, {s_en.Date(Paris.Day(s.StartsAt))}, {s.Place}"))
    {
        AlsoFoundBy = [s.Place],
        Weight = Math.Max(0, Paris.Day(s.StartsAt).Year - 2000),
    };

    private static Text Standing(VisitBrief s) => s.Standing switch
    {
        VisitStanding.Cancelled => new(" annulée", ", cancelled"),
        VisitStanding.Moved => new(" reportée", ", moved"),
        _ => new("", ""),
    };
}
