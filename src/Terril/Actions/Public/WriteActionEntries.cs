using Terril.Actions.Census;
using Terril.Shared.Search;

namespace Terril.Actions.Public;

/// <summary>Puts the actions of the census in the search box.</summary>
internal sealed class WriteActionEntries(KnownActions known, SearchIndex index) : IWriteEntries
{
    private const string Owner = "actions";

    public async Task Run(CancellationToken stop)
    {
        var said = await known.Now(stop);
        // An edition is known by its entries: when nothing is left to say, those of before are looked for.
        if (said.Edition.Length == 0 || await index.IsCurrent(Owner, said.Edition, stop) || said.IsEmpty && !await index.Has(Owner, stop)) return;
        await index.Replace(Owner, said.Edition, said.All.Select(Entry), stop);
    }

    private static SearchEntry Entry(ActionBrief a)
    {
        var stage = ActionWords.Stage(a.Stage);
        return new("action", a.Path, a.Title, new($"Action, {stage.Fr.ToLowerInvariant()}{After(a.LeadName)}", $"Action, {stage.En.ToLowerInvariant()}{After(a.LeadName)}")) { AlsoFoundBy = [a.LeadName] };
    }

    private static string After(string name) => name.Length == 0 ? "" : $", {name}";
}
