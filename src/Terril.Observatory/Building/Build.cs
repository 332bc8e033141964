using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>A file as received, where its bytes are.</summary>
internal sealed record Received(Source Source, SourceFile File, string Path, string Sha256, long Bytes);

/// <summary>A file that was read.</summary>
internal sealed record ReadFile(Received Received, FileValues Values, Edition Edition);

/// <summary>Everything a release is made of, before it is written.</summary>
internal sealed record Draft(
    Site Site, Geography Geography, ShownTerritories Territories, IReadOnlyList<BuiltUnit> Units,
    IReadOnlyList<Edition> Editions, IReadOnlyList<Superseded> Superseded, IReadOnlyList<Finding> Findings);

/// <summary>From files to the values of a release, unit after unit. One way: each step reads only what the step before has written.</summary>
/// <param name="lists">The official lists.</param>
/// <param name="asOf">Only the files known to be published by that day are taken; null takes all.</param>
/// <param name="told">Told of each file read.</param>
/// <param name="stop">Ends the build.</param>
internal sealed partial class Build(OfficialLists lists, DateOnly? asOf = null, Telling? told = null, CancellationToken stop = default)
{
    /// <summary>Bytes from which a file is large.</summary>
    public const long Large = 8 << 20;

    /// <summary>Bytes from which a file of this build is large.</summary>
    public long LargeFrom { get; init; } = Large;

    // What the last unit that rests on a large file holds: the next is often computed from it. One at most, since memory is bounded.
    private Work? _last;

    private readonly ConcurrentDictionary<string, Values> _weights = new(StringComparer.Ordinal);

    /// <returns>The draft, with notes and warnings. A finding that stops leaves <see cref="Draft.Findings"/> with it: do not write it.</returns>
    public Draft Run(Site site, IReadOnlyList<Received> received, BuiltUnits kept)
    {
        var ground = GroundOf(site, received);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in ground.Units)
        {
            var key = KeyOf(ground, unit, keys);
            foreach (var indicator in unit.Indicators) keys[indicator.Id] = key;
        }
        var all = new InTurn(ground).Run((unit, built) =>
        {
            stop.ThrowIfCancellationRequested();
            var made = kept.Of(keys[unit.Indicators[0].Id], folder => Make(ground, unit, built, folder), ground.Territories, unit.Needs.All(n => built(n.Id).IsKept));
            told?.Passed(ground.FilesOf(unit));
            return made;
        });

        var editions = all.SelectMany(p => p.Editions).ToLookup(e => (e.Source, e.Path, e.Part));
        return new Draft(
            site with { Sources = ground.Sources }, ground.Geography, ground.Territories, all,
            [.. ground.Received.SelectMany(r => editions[(r.Source.Id, r.File.Path, r.File.Part)].Take(1)).Distinct()],
            [.. all.SelectMany(p => p.Superseded)], [.. UnknownTargets(site, ground.Geography).Concat(all.SelectMany(p => p.Findings)).Distinct()]);
    }

    /// <summary>The values of an indicator, and of those built with it, over the whole geography; the files they are of.</summary>
    public (Values Values, IReadOnlyList<Edition> Editions) Unfold(Site site, IReadOnlyList<Received> received, string indicator)
    {
        var ground = GroundOf(site, received);
        var work = new Work(ground, ground.UnitOf(indicator));
        Lay(work);
        Fill(work);
        return (work.Values, work.Editions);
    }

    private Ground GroundOf(Site site, IReadOnlyList<Received> received)
    {
        var geography = At(site.Vintage, new Place("site.yaml")).With(site.Territories);
        var sources = site.Sources.Prepend(OfficialSource.Of(lists)).DistinctBy(s => s.Id).ToList();
        return new Ground(site with { Sources = sources }, geography, Scope.Of(site, geography), [.. Ordered(received)], LargeFrom);
    }

    private IEnumerable<Received> Ordered(IReadOnlyList<Received> received) => received.Where(r => asOf is null || r.File.Published <= asOf)
        .OrderBy(r => r.File.Published ?? DateOnly.MinValue).ThenBy(r => r.Source.Id, StringComparer.Ordinal);

    // All that a unit is made from; what it is made with is the engine.
    private string KeyOf(Ground ground, Unit unit, Dictionary<string, string> keys)
    {
        var site = ground.Site with { Name = default, Centre = default, Languages = [], Modules = [], KeyIndicators = [], KeyIndicatorsByLevel = new Dictionary<string, IReadOnlyList<string>>(), Themes = [], Labels = [], Targets = [], Tiles = [], Sources = unit.Sources, Indicators = unit.Indicators };
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
        Add($"{Publish.EngineVersion} {lists.Fingerprint} {asOf is null}");
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(site, ReleaseJson.Line.Site));
        foreach (var file in ground.FilesOf(unit)) Add($"{file.Source.Id} {file.File.Place} {file.Sha256}");
        foreach (var (_, rule) in Witnesses(ground, unit)) Add(rule.ToString());
        foreach (var need in unit.Needs) Add($"{need.Id} {keys[need.Id]}");
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private BuiltUnit Make(Ground ground, Unit unit, Func<string, BuiltUnit> built, string folder)
    {
        var (work, isHeavy) = (new Work(ground, unit), ground.IsHeavy(unit));
        if (isHeavy && !unit.Needs.Any(need => _last?.Unit.Indicators.Contains(need) == true)) _last = null;
        Lay(work);
        if (ground.FilesOf(unit).Any(ground.IsLarge)) GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        Recall(work, built);
        told?.Computes(unit);
        var differences = Fill(work);
        foreach (var (_, rule) in Witnesses(ground, unit).Where(w => !work.IsFaulty(w.Source))) work.Check.Witness(rule, all: asOf is null);
        foreach (var source in unit.Sources) work.Check.Totals(source);
        work.Check.Totals(differences);
        work.Check.Jumps();
        stop.ThrowIfCancellationRequested();
        foreach (var indicator in unit.Indicators.Where(i => ground.Site.Indicators.Any(other => other.Weight == i.Id))) _weights[indicator.Id] = work.Values;
        if (isHeavy) _last = work;
        var writer = new CubeWriter(work.Values, work.Editions, ground.Shown, ground.Territories);
        var cubes = InParallel.Each(unit.Indicators, i => (i.Id, Seal: writer.Write(Path.Combine(folder, Cube.NameOf(i.Id)), i.Id)), stop);
        return new BuiltUnit(work.Editions, work.Superseded, [.. work.Findings.Concat(work.Check.Findings)], cubes.Where(c => c.Seal is not null).ToDictionary(c => c.Id, c => c.Seal!.Value));
    }

    // The sums, means and ratios that no source publishes, in the order in which they need each other.
    private List<Difference> Fill(Work work)
    {
        var (geography, values, indicators) = (work.Ground.Geography, work.Values, work.Unit.Indicators);
        var consolidate = new Consolidate(geography, values, work.Ground.IsWhole) { Stop = stop };
        foreach (var indicator in indicators.Where(i => i.Aggregate == Aggregation.Sum)) consolidate.Sum(indicator);
        foreach (var indicator in indicators.Where(i => i.Aggregate == Aggregation.Mean)) consolidate.Mean(indicator);
        var derive = new Derive(values) { Stop = stop };
        foreach (var indicator in indicators.Where(i => i.Aggregate == Aggregation.Ratio)) derive.Ratio(indicator);
        return consolidate.Differences;
    }

    // What a unit needs of others: a ratio, of the territories shown alone; a mean, of all that weigh.
    private void Recall(Work work, Func<string, BuiltUnit> built)
    {
        foreach (var need in work.Unit.Needs)
        {
            if (!work.Ground.IsWhole && Weighs(work.Unit, need)) work.Values.Share(WeightsOf(work.Ground, need.Id), need.Id);
            else if (work.Ground.IsWhole && _last is { } last && last.Unit.Indicators.Contains(need)) work.Values.ShareSaid(last.Values, need.Id);
            else if (built(need.Id) is var other && other.Cubes.TryGetValue(need.Id, out var seal))
            {
                using var cube = new Cube(other.Folder, need.Id, seal.Seal, work.Ground.Territories, other.Editions);
                cube.Into(work.Values, work.Ground.Geography, work.Ground.Shown);
            }
        }
    }

    private Values WeightsOf(Ground ground, string indicator)
    {
        if (_weights.TryGetValue(indicator, out var values)) return values;
        var work = new Work(ground, ground.UnitOf(indicator));
        Lay(work);
        // What weighs may be a mean itself, by the weights of another unit.
        foreach (var need in work.Unit.Needs.Where(n => Weighs(work.Unit, n))) work.Values.Share(WeightsOf(ground, need.Id), need.Id);
        Fill(work);
        return _weights[indicator] = work.Values;
    }

    private static bool Weighs(Unit unit, Indicator need) => unit.Indicators.Any(i => i.Weight == need.Id);

    // A person read the source as it is: its witnesses speak when all of its files do.
    private static IEnumerable<(Source Source, CheckRule Rule)> Witnesses(Ground ground, Unit unit) =>
        from source in ground.Sources
        where ground.Received.Count(r => r.Source.Id == source.Id) == source.Files.Count
        from rule in source.Checks
        where rule.Rule == "witness" && unit.Indicators.Any(i => i.Id == rule.Indicator)
        select (source, rule);

    private static IEnumerable<Finding> UnknownTargets(Site site, Geography geography) =>
        from target in site.Targets
        where geography.Find(target.Territory) is null
        select new Finding(Severity.Stop, "unknown-code", target.Place, new Text($"« {target.Territory} » n’est pas un territoire de {site.Vintage}", $"“{target.Territory}” is no territory of {site.Vintage}"));

    private Geography At(int vintage, Place place)
    {
        try
        {
            return lists.At(vintage);
        }
        catch (FaultyInputException e)
        {
            throw new FaultyInputException([.. e.Findings.Select(f => f with { Place = place })]);
        }
    }

    private int? KnownIn(TerritoryId id)
    {
        foreach (var vintage in lists.Vintages.Reverse())
            if (lists.At(vintage).Find(id) is not null) return vintage;
        return null;
    }
}
