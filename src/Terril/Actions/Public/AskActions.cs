using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Database;

namespace Terril.Actions.Public;

/// <summary>What is being done about a figure, or somewhere, as a page of another room shows it.</summary>
/// <param name="Count">How many the census has, shown here or not: those of the list of the same filter.</param>
/// <param name="Here">A few.</param>
/// <param name="Beside">A few of the neighbours, where there are few here.</param>
public sealed record ActionsNear(int Count, IReadOnlyList<ActionBrief> Here, IReadOnlyList<ActionBrief> Beside)
{
    /// <summary>The census has something: there is something to say of it, if only that nothing is here.</summary>
    public bool IsOpen { get; init; }

    public string? Territory { get; init; }

    public string? Indicator { get; init; }

    /// <summary>The gap to the target, said as a card of key figures says it; never reckoned with the count.</summary>
    public string? Gap { get; init; }
}

/// <summary>What other rooms ask: the actions of a territory, of an indicator, of an organisation.</summary>
public sealed class AskActions(TerrilDb db, KnownActions known, KnownCollectives collectives, SubjectNames names)
{
    private const int Most = 3;

    /// <summary>Those there, in it and around it; where they are few, those of its neighbours too.</summary>
    public async Task<ActionsNear> Of(Release release, Territory territory, CancellationToken stop)
    {
        var all = (await known.Now(stop)).All;
        var (key, about) = (territory.Id.ToString(), names.About(territory.Id.ToString()));
        var inside = all.SelectMany(a => a.Territories).Distinct(StringComparer.Ordinal).Where(k => about([k])).ToHashSet(StringComparer.Ordinal);
        var above = release.Geography.Above(territory).Select(t => t.Id.ToString()).ToHashSet(StringComparer.Ordinal);
        var here = all.Where(a => a.Territories.Any(inside.Contains))
            .OrderBy(a => a.Territories.Contains(key, StringComparer.Ordinal) ? 0 : a.Territories.All(above.Contains) ? 2 : 1).ThenBy(Order).ToList();
        return new(here.Count, [.. here.Take(Most)], here.Count >= Most ? [] : Beside(release, territory, all, inside, Most - here.Count))
        { IsOpen = all.Count > 0, Territory = key };
    }

    /// <summary>Those that speak to an indicator.</summary>
    public async Task<ActionsNear> Of(string indicator, CancellationToken stop)
    {
        var all = (await known.Now(stop)).All;
        var here = all.Where(a => a.Indicators.Contains(indicator, StringComparer.Ordinal)).OrderBy(Order).ToList();
        return new(here.Count, [.. here.Take(Most)], []) { IsOpen = all.Count > 0, Indicator = indicator };
    }

    /// <summary>Those that an organisation leads or takes part in; those of one that was merged into it are its own.</summary>
    public async Task<IReadOnlyList<ActionBrief>> Of(Guid organisation, CancellationToken stop)
    {
        var who = await collectives.Now(stop);
        bool IsIt(Guid? id) => id is not null && who.Organisation(id)?.Id == organisation;
        return [.. (await known.Now(stop)).All.Where(a => IsIt(a.Lead) || a.Partners.Any(p => IsIt(p)))];
    }

    /// <summary>Those that are seen on a circuit.</summary>
    public async Task<IReadOnlyList<ActionBrief>> OnCircuit(string slug, CancellationToken stop) => [.. (await known.Now(stop)).All.Where(a => a.Circuit == slug)];

    /// <summary>Those that are published, by their ids; a sheet that was merged is the one that stays.</summary>
    public async Task<IReadOnlyList<ActionBrief>> Of(IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        if (ids.Count == 0) return [];
        var standing = await db.ActionSheets.Where(s => ids.Contains(s.Id)).Select(s => s.MergedInto ?? s.Id).ToListAsync(stop);
        return [.. (await known.Now(stop)).All.Where(a => standing.Contains(a.Id))];
    }

    /// <summary>The ids of an action: its own, and those of the sheets that were merged into it.</summary>
    public async Task<IReadOnlyList<Guid>> IdsOf(Guid action, CancellationToken stop) => [action, .. await db.ActionSheets.Where(s => s.MergedInto == action).Select(s => s.Id).ToListAsync(stop)];

    /// <summary>All.</summary>
    public async Task<IReadOnlyList<ActionBrief>> All(CancellationToken stop) => (await known.Now(stop)).All;

    // What goes on comes first, then what was done, what stopped last.
    private static int Order(ActionBrief action) => action.Stage switch
    {
        ActionStage.UnderWay => 0,
        ActionStage.Done => 1,
        ActionStage.Project => 2,
        ActionStage.Idea => 3,
        ActionStage.Paused => 4,
        _ => 5,
    };

    // Of the smallest territory that contains both.
    private List<ActionBrief> Beside(Release release, Territory territory, IReadOnlyList<ActionBrief> all, HashSet<string> here, int most)
    {
        if (territory.Level is Level.Region or Level.Country) return [];
        var around = release.Geography.Above(territory).FirstOrDefault(t => t.Level != territory.Level && t.Level is Level.Epci or Level.Department or Level.Region);
        if (around is null) return [];
        bool IsBeside(string key) => !here.Contains(key) && names.Territory(key) is { } told && release.Geography.Above(told).Any(t => t.Id == around.Id);
        return [.. all.Where(a => !a.Territories.Any(here.Contains) && a.Territories.Any(IsBeside)).OrderBy(Order).Take(most)];
    }
}
