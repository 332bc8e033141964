using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Api;

namespace Terril.Visits.Public;

/// <summary>The visits that a page of another room may show.</summary>
/// <param name="Coming">The next first, a few.</param>
/// <param name="Past">The latest first, a few, those that are told before the others.</param>
/// <param name="Circuits">Of the catalogue, a few: what a group may ask for.</param>
/// <param name="Sessions">How many sessions there are, shown here or not.</param>
/// <param name="Elsewhere">How many are still to come, whatever they are about.</param>
public sealed record VisitsNear(IReadOnlyList<VisitBrief> Coming, IReadOnlyList<VisitBrief> Past, IReadOnlyList<CircuitBrief> Circuits, int Sessions, int Elsewhere)
{
    /// <summary>The room says something: there is something to say of it, if only that nothing is near.</summary>
    public bool IsOpen { get; init; } = true;

    public bool IsEmpty => Coming.Count + Past.Count + Circuits.Count == 0;
}

/// <summary>What other rooms ask: the visits of a territory, of an indicator, of all.</summary>
public sealed class AskVisits(KnownVisits known)
{
    private const int Most = 3;

    /// <summary>Those that speak to it, to what contains it, or to what it contains.</summary>
    public async Task<VisitsNear> Of(Release release, Territory territory, CancellationToken stop)
    {
        var now = await known.Now(stop);
        var above = release.Geography.Above(territory).Where(t => t.Level != Level.Country).Append(territory).Select(t => t.Id.ToString()).ToHashSet(StringComparer.Ordinal);
        var inside = now.Said.Sessions.SelectMany(s => s.Territories).Concat(now.Said.Circuits.SelectMany(c => c.Territories)).Distinct(StringComparer.Ordinal)
            .Where(key => TerritoryId.TryParse(key, out var id) && release.Geography.Find(id) is { } told && release.Geography.Above(told).Any(t => t.Id == territory.Id));
        above.UnionWith(inside);
        return Near(now, (_, territories) => territories.Any(above.Contains));
    }

    /// <summary>Those that speak to an indicator.</summary>
    public async Task<VisitsNear> Of(string indicator, CancellationToken stop) =>
        Near(await known.Now(stop), (indicators, _) => indicators.Contains(indicator, StringComparer.Ordinal));

    /// <summary>All.</summary>
    public async Task<VisitsNear> All(CancellationToken stop) => Near(await known.Now(stop), (_, _) => true);

    /// <summary>Addresses of the open data to try; none while the room has nothing to say.</summary>
    public async Task<IReadOnlyList<Example>> ExamplesToTry(CancellationToken stop)
    {
        var now = await known.Now(stop);
        List<Example> examples = [];
        if (now.Coming.Count > 0) examples.Add(new($"{ApiModule.Root}/visits?when=coming", new("les visites à venir", "the visits to come")));
        if (now.Past.FirstOrDefault(s => s.HasReport) is { } told) examples.Add(new($"{ApiModule.Root}/visits/{told.Slug}", new($"{told.Title.Fr} : son programme et son compte rendu", $"{told.Title.En}: its programme and its report")));
        if (now.Said.Circuits.Count > 0) examples.Add(new($"{ApiModule.Root}/circuits", new("les visites du catalogue", "the visits of the catalogue")));
        return examples;
    }

    private static VisitsNear Near(VisitsNow now, Func<IReadOnlyList<string>, IReadOnlyList<string>, bool> isNear)
    {
        var coming = now.Coming.Where(s => isNear(s.Indicators, s.Territories)).ToList();
        var past = now.Past.Where(s => isNear(s.Indicators, s.Territories)).ToList();
        return new(
            [.. coming.Take(Most)],
            [.. past.OrderByDescending(s => s.HasReport).ThenByDescending(s => s.StartsAt).Take(Most)],
            [.. now.Said.Circuits.Where(c => isNear(c.Indicators, c.Territories)).Take(Most)],
            coming.Count + past.Count,
            now.Coming.Count(s => s.Standing != VisitStanding.Cancelled))
        { IsOpen = !now.Said.IsEmpty };
    }
}
