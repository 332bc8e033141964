using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Search;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>Territories, indicators and themes as they are typed, one a line, checked against the release in force.</summary>
public sealed class TypedSubjects(Releases releases, Words T)
{
    private const int MostSuggested = 4;

    private readonly Lazy<Release?> _release = new(() => releases.At(null));

    public IReadOnlyList<(string Value, string Label)> Themes => [.. (_release.Value?.Site.Themes ?? []).Select(theme => (theme.Id, T[theme.Name]))];

    /// <summary>The indicators, for a list that the browser completes from.</summary>
    public IReadOnlyList<(string Id, string Name)> Indicators => [.. (_release.Value?.Site.Indicators ?? []).Select(i => (i.Id, T[i.Short]))];

    /// <summary>As they are shown in the field: a name, and the key that tells it from others.</summary>
    public string Say(string keys) => string.Join('\n', SpacedKeys.List(keys).Select(key => Name(key) is { } name ? $"{name} ({key})" : key));

    /// <summary>The name of a territory or of an indicator; null when the release has none of that key.</summary>
    public string? Name(string key)
    {
        if (TerritoryId.TryParse(key, out var id)) return _release.Value?.Find(id)?.Name;
        return _release.Value?.Indicator(key) is { } indicator ? T[indicator.Short] : null;
    }

    public string ReadIndicators(string field, string? typed, string before, FormFaults faults) =>
        Read(field, typed, before, faults, line => [.. Indicated(line).Select(i => (i.Id, T[i.Short]))], line => Likely(line, (_release.Value?.Site.Indicators ?? []).Select(i => (i.Id, T[i.Short]))));

    public string ReadTerritories(string field, string? typed, string before, FormFaults faults) =>
        Read(field, typed, before, faults, line => [.. Placed(line).Select(t => (t.Id.ToString(), t.Name))], line => Likely(line, Everywhere().Select(t => (t.Id.ToString(), t.Name))));

    private string Read(string field, string? typed, string before, FormFaults faults, Func<string, IReadOnlyList<(string Key, string Name)>> find, Func<string, IEnumerable<(string Key, string Name)>> like)
    {
        var keys = new List<string>();
        foreach (var line in (typed ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var key = KeyIn(line);
            // What was kept stays, were the release to know it no more.
            if (SpacedKeys.List(before).Contains(key)) keys.Add(key);
            else if (find(line) is [var one]) keys.Add(one.Key);
            else if (find(line) is { Count: > 1 } several) faults.Add(field, $"plusieurs répondent à « {line} » : écrivez {Listed(several)}", $"several answer to “{line}”: write {Listed(several)}");
            else if (_release.Value is null) faults.Add(field, "rien n’est publié : laissez ce champ vide pour l’instant", "nothing is published: leave this field empty for now");
            else if (like(line).Take(MostSuggested).ToList() is { Count: > 0 } near) faults.Add(field, $"« {line} » n’est pas publié : peut-être {Listed(near)}", $"“{line}” is not published: perhaps {Listed(near)}");
            else faults.Add(field, $"« {line} » n’est pas publié : écrivez un autre nom, ou retirez la ligne", $"“{line}” is not published: write another name, or remove the line");
        }
        return SpacedKeys.Of(keys);
    }

    // « Lille (commune:59350) » is read by what is between brackets.
    private static string KeyIn(string line) => line is [.., ')'] && line.LastIndexOf('(') is >= 0 and var open ? line[(open + 1)..^1].Trim() : line;

    private IEnumerable<Indicator> Indicated(string line)
    {
        if (_release.Value is not { } release) return [];
        if (release.Indicator(KeyIn(line)) is { } known) return [known];
        var name = SearchText.Normalise(line);
        return release.Site.Indicators.Where(i => new[] { i.Short, i.Name }.Any(text => SearchText.Normalise(text.Fr) == name || SearchText.Normalise(text.En) == name));
    }

    private IEnumerable<Territory> Placed(string line)
    {
        if (TerritoryId.TryParse(KeyIn(line), out var id) && _release.Value?.Find(id) is { } known) return [known];
        var name = SearchText.Normalise(line);
        return Everywhere().Where(t => SearchText.Normalise(t.Name) == name);
    }

    private IEnumerable<Territory> Everywhere() => _release.Value is { } release ? release.Geography.Levels.SelectMany(release.Shown) : [];

    private static IEnumerable<(string Key, string Name)> Likely(string line, IEnumerable<(string Key, string Name)> all)
    {
        var words = SearchText.Words(KeyIn(line));
        return words.Count == 0 ? [] : all.Where(one => SearchText.Normalise(one.Name) is var name && words.All(word => name.Contains(word, StringComparison.Ordinal)));
    }

    private static string Listed(IReadOnlyList<(string Key, string Name)> some) => string.Join(", ", some.Take(MostSuggested).Select(one => $"{one.Name} ({one.Key})"));
}
