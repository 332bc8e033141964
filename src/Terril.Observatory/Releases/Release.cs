using System.Collections.Frozen;
using System.Text.Json;
using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>Everything computed from a set of snapshots and recipes: immutable, content-addressed. Safe to share between threads.</summary>
public sealed class Release : IDisposable
{
    private readonly Cube _cube;
    private readonly Dictionary<string, Dictionary<string, int>> _places = [];
    private readonly Dictionary<string, IReadOnlyList<Territory>> _shown = [];
    private readonly ILookup<(string, string, TerritoryId), Superseded> _superseded;
    private readonly Dictionary<string, Indicator> _indicators;

    internal Release(string id, string folder, OfficialLists lists)
    {
        Id = id;
        Manifest = ManifestIn(folder);
        Site = Read(folder, "site.json", ReleaseJson.Plain.Site);
        Findings = Read(folder, "findings.json", ReleaseJson.Plain.IReadOnlyListFinding);
        _superseded = Read(folder, "superseded.json", ReleaseJson.Plain.IReadOnlyListSuperseded)
            .ToLookup(s => (s.Key.Indicator, s.Key.Breakdown, s.Key.Territory));
        _indicators = Site.Indicators.ToDictionary(i => i.Id);
        Geography = lists.At(Site.Vintage).With(Site.Territories);
        _cube = new Cube(Path.Combine(folder, "cube.bin"));
        foreach (var (level, codes) in _cube.Codes)
        {
            _shown[level] = [.. codes.Select(code => Geography.Find(new TerritoryId(level, code))!)];
            _places[level] = codes.Select((code, index) => (code, index)).ToDictionary(c => c.code, c => c.index);
        }
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
    public IReadOnlyList<Source> SourcesOf(string indicator)
    {
        var inputs = InputsOf(indicator);
        return [.. Site.Sources.Where(s => s.Files.Any(f => f.Values.Any(v => inputs.Contains(v.Indicator))))];
    }

    /// <summary>The files an indicator rests on, those of its numerator, denominator and weight included, latest first.</summary>
    public IReadOnlyList<Edition> EditionsOf(string indicator)
    {
        var inputs = InputsOf(indicator);
        var files = Site.Sources.SelectMany(s => s.Files.Where(f => f.Values.Any(v => inputs.Contains(v.Indicator))).Select(f => (s.Id, f.Path))).ToHashSet();
        return [.. Editions.Where(e => files.Contains((e.Source, e.Path))).OrderByDescending(e => e.Published)];
    }

    /// <summary>What the checks found: notes and warnings.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Version of the engine that made it.</summary>
    public string Engine => Manifest.Engine;

    /// <summary>Files published after that day were left out; null when none was.</summary>
    public DateOnly? AsOf => Manifest.AsOf;

    internal Manifest Manifest { get; }

    /// <summary>An indicator by id; null when the release has none of that name.</summary>
    public Indicator? Indicator(string id) => _indicators.GetValueOrDefault(id);

    /// <summary>The dimensions of the values of an indicator: its own, or for a ratio those of its numerator.</summary>
    public IReadOnlyList<Dimension> Dimensions(Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        return indicator.Ratio is { } ratio && Indicator(ratio.Numerator) is { } numerator ? numerator.Breakdown : indicator.Breakdown;
    }

    /// <summary>The territories of a level that it shows, by code.</summary>
    public IReadOnlyList<Territory> Shown(string level) => _shown.GetValueOrDefault(level, []);

    /// <summary>The territory, when the release shows it.</summary>
    public Territory? Find(TerritoryId id) => PlaceOf(id) is >= 0 and var place ? _shown[id.Level][place] : null;

    /// <summary>One value, or null when nothing was ever said of it.</summary>
    public Figure? Find(FigureKey key)
    {
        if (Block(key.Indicator, key.Breakdown, key.Territory) is not ({ } block, var place)) return null;
        var period = block.IndexOf(key.Period);
        return period >= 0 && FigureAt(key.Indicator, key.Breakdown, key.Territory, block, period, place) is { Status: not Status.None } figure ? figure : null;
    }

    /// <summary>The values of a territory over time, ascending, cells of which nothing was said left out.</summary>
    public IReadOnlyList<Figure> Series(string indicator, string breakdown, TerritoryId territory)
    {
        var figures = new List<Figure>();
        if (Block(indicator, breakdown, territory) is not ({ } block, var place)) return figures;
        for (var p = 0; p < block.Periods.Count; p++)
            if (FigureAt(indicator, breakdown, territory, block, p, place) is { Status: not Status.None } figure) figures.Add(figure);
        return figures;
    }

    /// <summary>The last value of a territory that has a number; failing that, the last one.</summary>
    public Figure? Latest(string indicator, string breakdown, TerritoryId territory)
    {
        var series = Series(indicator, breakdown, territory);
        for (var i = series.Count - 1; i >= 0; i--)
            if (series[i].HasValue) return series[i];
        return series.Count > 0 ? series[^1] : null;
    }

    /// <summary>The values of a level at a period.</summary>
    public Slice Map(string indicator, string breakdown, string level, Period period)
    {
        var block = _cube.Find(indicator, breakdown)?.At(level);
        var at = block?.IndexOf(period) ?? -1;
        return at < 0
            ? new Slice(Shown(level), [.. Enumerable.Repeat(double.NaN, Shown(level).Count)], new Status[Shown(level).Count])
            : new Slice(Shown(level), _cube.Values(block!, at).ToArray(), _cube.Statuses(block!, at).ToArray());
    }

    /// <summary>The periods at which an indicator has values at a level, ascending.</summary>
    public IReadOnlyList<Period> Periods(string indicator, string breakdown, string level) => _cube.Find(indicator, breakdown)?.At(level)?.Periods ?? [];

    /// <summary>The levels at which an indicator has values, finest first, then the site's own.</summary>
    public IReadOnlyList<string> Levels(string indicator)
    {
        var levels = _cube.Series.Where(s => s.Indicator == indicator).SelectMany(s => s.Blocks).Select(b => b.Level).ToHashSet();
        return [.. Geography.Levels.Where(levels.Contains)];
    }

    /// <summary>The breakdown keys of an indicator that have values, total first.</summary>
    public IReadOnlyList<string> Breakdowns(string indicator)
    {
        var has = _cube.Series.Where(s => s.Indicator == indicator).Select(s => s.Breakdown).ToHashSet();
        return Indicator(indicator) is { } found ? [.. Indicators.Breakdowns.Keys(Dimensions(found)).Where(has.Contains)] : [];
    }

    /// <summary>Earlier editions of the values of a territory, by period, then publication.</summary>
    public IReadOnlyList<Superseded> Superseded(string indicator, string breakdown, TerritoryId territory) =>
        [.. _superseded[(indicator, breakdown, territory)].OrderBy(s => s.Key.Period).ThenBy(s => s.Edition.Published)];

    /// <summary>The targets that bind a territory on an indicator.</summary>
    public IEnumerable<Target> Targets(string indicator, TerritoryId territory) =>
        Site.Targets.Where(t => t.Indicator == indicator && t.Territory == territory);

    /// <summary>All values, filtered by what is given, sorted by indicator, breakdown, level, code and period, each as text (ordinal).</summary>
    public IEnumerable<Figure> Figures(string? indicator = null, string? level = null, TerritoryId? territory = null, Period? period = null) => Figures(new Selection
    {
        Indicators = indicator is null ? null : Only(indicator),
        Levels = level is null ? null : Only(level),
        Territories = territory is null ? null : Only(territory.Value),
        Periods = period is null ? null : Only(period.Value),
    });

    /// <summary>The values selected, in the same order. Nothing is held in memory.</summary>
    /// <exception cref="ArgumentException">There is no <see cref="Selection.After"/> in this release.</exception>
    public IEnumerable<Figure> Figures(Selection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var start = selection.After is { } after ? PositionOf(after) ?? throw new ArgumentException($"{after} is not in this release.", nameof(selection)) : default;
        return Following(start, selection);
    }

    /// <summary>True when the release has this cell, whatever was said of it: it may be <see cref="Selection.After"/>.</summary>
    public bool Has(FigureKey key) => PositionOf(key) is not null;

    /// <summary>Frees the mapped file. A release opened by a store is freed with it.</summary>
    public void Dispose() => _cube.Dispose();

    private IEnumerable<Figure> Following(Position start, Selection selection)
    {
        for (var s = start.Series; s < _cube.Series.Count; s++, start = default)
        {
            var series = _cube.Series[s];
            if (!selection.Wants(series)) continue;
            for (var b = start.Block; b < series.Blocks.Length; b++, start = default)
            {
                var block = series.Blocks[b];
                if (!selection.Wants(block)) continue;
                foreach (var figure in Following(start, selection, series, block)) yield return figure;
            }
        }
    }

    private IEnumerable<Figure> Following(Position start, Selection selection, CubeSeries series, CubeBlock block)
    {
        var codes = _cube.Codes[block.Level];
        foreach (var place in Places(block.Level, start.Place, selection.Territories))
        {
            for (var p = place == start.Place ? start.Period : 0; p < block.Periods.Count; p++)
            {
                if (!selection.Wants(block.Periods[p])) continue;
                var figure = FigureAt(series.Indicator, series.Breakdown, new TerritoryId(block.Level, codes[place]), block, p, place);
                if (selection.Wants(figure.Status)) yield return figure;
            }
        }
    }

    private IEnumerable<int> Places(string level, int from, IReadOnlySet<TerritoryId>? only) => only is null
        ? Enumerable.Range(from, _cube.Codes[level].Length - from)
        : only.Where(t => t.Level == level).Select(PlaceOf).Where(place => place >= from).Order();

    // The place that follows a value: the same territory, its next period.
    private Position? PositionOf(FigureKey key)
    {
        var place = PlaceOf(key.Territory);
        if (place < 0 || _cube.Find(key.Indicator, key.Breakdown) is not { } series || series.At(key.Territory.Level) is not { } block) return null;
        var period = block.IndexOf(key.Period);
        return period < 0 ? null : new(_cube.Series.IndexOf(series), Array.IndexOf(series.Blocks, block), place, period + 1);
    }

    private static FrozenSet<T> Only<T>(T one) => FrozenSet.Create(one);

    private HashSet<string> InputsOf(string indicator)
    {
        var found = Indicator(indicator);
        return [.. new[] { indicator, found?.Ratio?.Numerator, found?.Ratio?.Denominator, found?.Weight }.OfType<string>()];
    }

    private int PlaceOf(TerritoryId id) => id.Level is not null && _places.TryGetValue(id.Level, out var places) ? places.GetValueOrDefault(id.Code, -1) : -1;

    private (CubeBlock? Block, int Place) Block(string indicator, string breakdown, TerritoryId territory)
    {
        var place = PlaceOf(territory);
        return place < 0 ? (null, -1) : (_cube.Find(indicator, breakdown)?.At(territory.Level), place);
    }

    private Figure FigureAt(string indicator, string breakdown, TerritoryId territory, CubeBlock block, int period, int place)
    {
        var (value, status, coverage, edition) = _cube.Cell(block, period, place);
        return new Figure(new FigureKey(indicator, breakdown, territory, block.Periods[period]), value, status, coverage, edition > 0 ? Editions[edition - 1] : null);
    }

    internal static Manifest ManifestIn(string folder) => Read(folder, "manifest.json", ReleaseJson.Plain.Manifest);

    private static T Read<T>(string folder, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, name));
            return JsonSerializer.Deserialize(file, type) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new FaultyInputException("broken-release", new Place(name), $"ce fichier de la publication est absent ou altéré ({e.Message}) ; reconstruire par « build »", $"this file of the release is missing or altered ({e.Message}); build again");
        }
    }

    private readonly record struct Position(int Series, int Block, int Place, int Period);
}
