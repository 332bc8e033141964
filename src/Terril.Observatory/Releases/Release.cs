using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Sources;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>Everything computed from a set of snapshots and recipes: immutable, content-addressed. Safe to share between threads.</summary>
public sealed partial class Release : IDisposable
{
    private readonly string _folder;
    private readonly ShownTerritories _territories;
    private readonly List<Cube> _cubes = [];
    private readonly CubeSeries[] _series;
    private readonly Dictionary<string, Dictionary<string, CubeSeries>> _seriesByKey;
    private readonly Dictionary<string, Facts> _facts;
    private readonly Lazy<Dictionary<(string, string, TerritoryId), Superseded[]>> _superseded;
    private readonly ILookup<(string, TerritoryId), Target> _targets;

    internal Release(string id, string folder, OfficialLists lists)
    {
        (Id, _folder) = (id, folder);
        Manifest = ManifestIn(folder, id);
        if (Manifest.Cubes is null)
            throw new FaultyInputException("older-release", new Place(id), $"cette publication a été faite par la version {Engine}, dont celle-ci ne lit pas les fichiers ; la refaire par « build »", $"this release was made by version {Engine}, whose files this one does not read; make it again with “build”");
        Site = Read("site.json", ReleaseJson.Plain.Site);
        Findings = Read("findings.json", ReleaseJson.Plain.IReadOnlyListFinding);
        _superseded = new(() => Read("superseded.json", ReleaseJson.Plain.IReadOnlyListSuperseded).OrderBy(s => s.Key.Period).ThenBy(s => s.Edition.Published)
            .GroupBy(s => (s.Key.Indicator, s.Key.Breakdown, s.Key.Territory)).ToDictionary(g => g.Key, g => g.ToArray()));
        _targets = Site.Targets.ToLookup(t => (t.Indicator, t.Territory));
        Geography = lists.At(Site.Vintage).With(Site.Territories);
        _territories = ShownTerritories.Read(Bytes(ShownTerritories.FileName), Geography);
        try
        {
            foreach (var (indicator, seal) in Manifest.Cubes) _cubes.Add(new Cube(folder, indicator, seal, _territories, Editions));
        }
        catch
        {
            Dispose();
            throw;
        }
        _series = [.. _cubes.SelectMany(c => c.Series).OrderBy(s => s.Indicator, StringComparer.Ordinal)];
        for (var s = 0; s < _series.Length; s++) _series[s].Index = s;
        _seriesByKey = _series.GroupBy(s => s.Indicator).ToDictionary(g => g.Key, g => g.ToDictionary(s => s.Breakdown));
        _facts = Site.Indicators.ToDictionary(i => i.Id, i => new Facts(this, i));
    }

    /// <summary>First 16 hexadecimal digits of the SHA-256 of its manifest.</summary>
    public string Id { get; }

    /// <summary>The observatory as it was described: names, indicators, targets, sources with that of the official lists first.</summary>
    public Site Site { get; }

    /// <summary>The geography it is published in.</summary>
    public Geography Geography { get; }

    /// <summary>The files it was made from.</summary>
    public IReadOnlyList<Edition> Editions => Manifest.Editions;

    /// <summary>The sources an indicator rests on, those of its numerator, denominator and weight included.</summary>
    public IReadOnlyList<Source> SourcesOf(string indicator) => _facts.GetValueOrDefault(indicator)?.Sources.Value ?? [];

    /// <summary>The files an indicator rests on, those of its numerator, denominator and weight included, latest first.</summary>
    public IReadOnlyList<Edition> EditionsOf(string indicator) => _facts.GetValueOrDefault(indicator)?.Editions.Value ?? [];

    /// <summary>What the checks found: notes and warnings.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Version of the engine that made it.</summary>
    public string Engine => Manifest.Engine;

    /// <summary>Files published after that day were left out; null when none was.</summary>
    public DateOnly? AsOf => Manifest.AsOf;

    internal Manifest Manifest { get; }

    /// <summary>True once one of its figures was found altered.</summary>
    internal bool IsDamaged => _cubes.Exists(c => c.IsDamaged);

    /// <summary>An indicator by id; null when the release has none of that name.</summary>
    public Indicator? Indicator(string id) => _facts.GetValueOrDefault(id)?.Indicator;

    /// <summary>The dimensions of the values of an indicator: its own, or for a ratio those of its numerator.</summary>
    public IReadOnlyList<Dimension> Dimensions(Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        return indicator.Ratio is { } ratio && Indicator(ratio.Numerator) is { } numerator ? numerator.Breakdown : indicator.Breakdown;
    }

    /// <summary>The territories of a level that it shows, by code.</summary>
    public IReadOnlyList<Territory> Shown(string level) => _territories.At(level)?.Territories ?? [];

    /// <summary>The territory, when the release shows it.</summary>
    public Territory? Find(TerritoryId id) => PlaceOf(id) is >= 0 and var place ? Shown(id.Level)[place] : null;

    /// <summary>The periods at which an indicator has values at a level, ascending.</summary>
    public IReadOnlyList<Period> Periods(string indicator, string breakdown, string level) => SeriesOf(indicator, breakdown)?.At(level)?.Periods ?? [];

    /// <summary>The levels at which an indicator has values, finest first, then the site's own.</summary>
    public IReadOnlyList<string> Levels(string indicator) => _facts.GetValueOrDefault(indicator)?.Levels.Value ?? [];

    /// <summary>The breakdown keys of an indicator that have values, total first.</summary>
    public IReadOnlyList<string> Breakdowns(string indicator) => _facts.GetValueOrDefault(indicator)?.Breakdowns.Value ?? [];

    /// <summary>Earlier editions of the values of a territory, by period, then publication.</summary>
    public IReadOnlyList<Superseded> Superseded(string indicator, string breakdown, TerritoryId territory) =>
        _superseded.Value.GetValueOrDefault((indicator, breakdown, territory)) ?? [];

    /// <summary>The targets that bind a territory on an indicator.</summary>
    public IEnumerable<Target> Targets(string indicator, TerritoryId territory) => _targets[(indicator, territory)];

    /// <summary>Frees the mapped files. A release opened by a store is freed with it.</summary>
    public void Dispose()
    {
        foreach (var cube in _cubes) cube.Dispose();
    }

    /// <param name="folder">Folder of the release.</param>
    /// <param name="id">The id it must have, when its bytes must be trusted.</param>
    internal static Manifest ManifestIn(string folder, string? id = null)
    {
        const string name = "manifest.json";
        var bytes = Bytes(folder, name);
        return id is null || SnapshotStore.HashOf(bytes).StartsWith(id, StringComparison.Ordinal) ? Parsed(bytes, name, ReleaseJson.Plain.Manifest) : throw Broken(name, Cube.Altered);
    }

    private T Read<T>(string name, JsonTypeInfo<T> type) => Parsed(Bytes(name), name, type);

    private byte[] Bytes(string name)
    {
        var bytes = Bytes(_folder, name);
        return SnapshotStore.HashOf(bytes) == Manifest.Files.GetValueOrDefault(name) ? bytes : throw Broken(name, Cube.Altered);
    }

    private static byte[] Bytes(string folder, string name)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, name));
        }
        catch (IOException e)
        {
            throw Broken(name, Text.Same(e.Message));
        }
    }

    private static T Parsed<T>(byte[] bytes, string name, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw Broken(name, Text.Same(e.Message));
        }
    }

    private static FaultyInputException Broken(string name, Text why) => new("broken-release", new Place(name),
        $"ce fichier de la publication est absent ou altéré ({why.Fr}) ; reconstruire par « build »", $"this file of the release is missing or altered ({why.En}); build again");

    /// <summary>What pages ask again and again of an indicator, found once.</summary>
    private sealed class Facts
    {
        public Facts(Release release, Indicator indicator)
        {
            Indicator = indicator;
            var series = release._series.Where(s => s.Indicator == indicator.Id);
            var inputs = new[] { indicator.Id, indicator.Ratio?.Numerator, indicator.Ratio?.Denominator, indicator.Weight }.OfType<string>();
            bool Reads(SourceFile file) => file.Values.Any(v => inputs.Contains(v.Indicator));
            Levels = new(() => [.. release.Geography.Levels.Intersect(series.SelectMany(s => s.Blocks).Select(b => b.Level))]);
            Breakdowns = new(() => [.. Indicators.Breakdowns.Keys(release.Dimensions(indicator)).Intersect(series.Select(s => s.Breakdown))]);
            Sources = new(() => [.. release.Site.Sources.Where(s => s.Files.Any(Reads))]);
            Editions = new(() =>
            {
                var files = release.Site.Sources.SelectMany(s => s.Files.Where(Reads).Select(f => (s.Id, f.Path))).ToHashSet();
                return [.. release.Editions.Where(e => files.Contains((e.Source, e.Path))).OrderByDescending(e => e.Published)];
            });
        }

        public Indicator Indicator { get; }

        public Lazy<IReadOnlyList<string>> Levels { get; }

        public Lazy<IReadOnlyList<string>> Breakdowns { get; }

        public Lazy<IReadOnlyList<Source>> Sources { get; }

        public Lazy<IReadOnlyList<Edition>> Editions { get; }
    }
}
