using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
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
    Site Site, Geography Geography, IReadOnlyDictionary<string, int[]> Shown, Values Values,
    IReadOnlyList<Edition> Editions, IReadOnlyList<Superseded> Superseded, IReadOnlyList<Finding> Findings);

/// <summary>From files to the values of a release. One way: each step reads only what the step before has written.</summary>
/// <param name="lists">The official lists.</param>
/// <param name="asOf">Only the files known to be published by that day are taken; null takes all.</param>
/// <param name="progress">Told of each file read.</param>
/// <param name="read">Files already read, for the next build of the same site.</param>
internal sealed class Build(OfficialLists lists, DateOnly? asOf = null, IProgress<BuildStep>? progress = null, Dictionary<Received, ReadFile>? read = null)
{
    private readonly Dictionary<Received, ReadFile> _read = read ?? [];
    private readonly List<Finding> _findings = [];

    /// <returns>The draft, with notes and warnings. A finding that stops leaves <see cref="Draft.Findings"/> with it: do not write it.</returns>
    public Draft Run(Site site, IReadOnlyList<Received> received)
    {
        var geography = At(site.Vintage, new Place("site.yaml")).With(site.Territories);
        var shown = Scope.Of(site, geography);
        foreach (var target in site.Targets.Where(t => geography.Find(t.Territory) is null))
            _findings.Add(new Finding(Severity.Stop, "unknown-code", target.Place, new Text($"« {target.Territory} » n’est pas un territoire de {site.Vintage}", $"“{target.Territory}” is no territory of {site.Vintage}")));
        var files = Read(site, received);
        var editions = files.Select(f => f.Edition).ToList();
        var values = new Values();
        var check = new Check(site, geography, values, editions);
        if (asOf is null) check.Silent(files.Select(f => f.Values));
        foreach (var file in files) check.Codes(file.Received.Source, file.Values, id => KnownIn(id));
        var superseded = Lay(site, geography, values, files, editions, check);
        var differences = Fill(site, geography, values);
        // A person read the source as it is: its witnesses speak when all of its files do.
        foreach (var source in site.Sources.Where(s => files.Count(f => f.Received.Source.Id == s.Id) == s.Files.Count)) check.Witnesses(source, all: asOf is null);
        foreach (var source in site.Sources) check.Totals(source);
        check.Totals(differences);
        check.Jumps();
        return new Draft(site with { Sources = [OfficialSource.Of(lists), .. site.Sources] }, geography, shown, values, editions, superseded, [.. _findings.Concat(check.Findings).Distinct()]);
    }

    private List<ReadFile> Read(Site site, IReadOnlyList<Received> received)
    {
        var files = new List<ReadFile>();
        var ordered = received.Where(r => asOf is null || r.File.Published <= asOf)
            .OrderBy(r => r.File.Published ?? DateOnly.MinValue).ThenBy(r => r.Source.Id, StringComparer.Ordinal).ToList();
        foreach (var one in ordered)
        {
            try
            {
                progress?.Report(new BuildStep(new Text($"lecture de {one.File.Path}", $"reading {one.File.Path}"), files.Count, ordered.Count));
                if (!_read.TryGetValue(one, out var file)) _read[one] = file = Read(site, one);
                files.Add(file);
            }
            catch (FaultyInputException e)
            {
                _findings.AddRange(e.Findings);
            }
        }
        return files;
    }

    private ReadFile Read(Site site, Received one)
    {
        var native = At(one.File.Territory.Vintage ?? site.Vintage, one.File.Place).With(site.Territories);
        if (!native.Levels.Contains(one.File.Territory.Level))
            throw new FaultyInputException("unknown-level", one.File.Place, $"« {one.File.Territory.Level} » n’est pas un niveau ; niveaux : {string.Join(", ", native.Levels)}", $"“{one.File.Territory.Level}” is no level; levels: {string.Join(", ", native.Levels)}");
        using var rows = RowReader.Open(one.Path, one.File.Path, one.File.Reading);
        var values = new FileValues(one.File, site, native);
        values.Read(rows);
        return new ReadFile(one, values, new Edition(one.Source.Id, one.File.Path, one.Sha256, one.Bytes, values.Rows, rows.Format, one.File.Published, one.File.Part));
    }

    private List<Superseded> Lay(Site site, Geography geography, Values values, List<ReadFile> files, List<Edition> editions, Check check)
    {
        var merge = new EditionMerge(geography, editions, values);
        foreach (var source in files.GroupBy(f => f.Received.Source.Id)) check.Repeats(source.First().Received.Source, [.. source.Select(f => f.Values)]);
        for (var number = 1; number <= files.Count; number++)
        {
            check.Ranges(files[number - 1].Received.Source, files[number - 1].Values);
            try
            {
                Lay(site, geography, merge, files[number - 1], (ushort)number);
            }
            catch (FaultyInputException e)
            {
                _findings.AddRange(e.Findings);
            }
        }
        return merge.Superseded;
    }

    private void Lay(Site site, Geography geography, EditionMerge merge, ReadFile read, ushort number)
    {
        var (file, level) = (read.Values, read.Values.File.Territory.Level);
        var moves = file.Geography.Vintage != site.Vintage && Level.Official.Contains(level);
        var passage = moves ? lists.Between(file.Geography.Vintage, site.Vintage) : null;
        var lost = new SortedDictionary<(string Indicator, int Territory), double>();
        foreach (var (series, period, native) in file.All())
            merge.Lay(series, level, period, Harmonise.Run(native, level, site.Indicator(series.Indicator)!, passage, geography.At(level).Count, number, i => Lose(lost, series.Indicator, i, native)));
        foreach (var ((indicator, index), value) in lost.Take(Check.Listed))
        {
            var (territory, quantity) = (file.Geography.At(level)[index], $"{Check.Number(value)} {site.Indicator(indicator)!.Unit}");
            NotCarried(read.Edition, passage!.MovementOf(level, index) == Movement.Merged
                ? new($"{territory.Id} ({territory.Name}) a fusionné et {indicator} ne s’additionne pas : {quantity} n’est pas repris", $"{territory.Id} ({territory.Name}) has merged and {indicator} does not add up: {quantity} is not carried")
                : new($"{territory.Id} ({territory.Name}) n’a pas d’équivalent en {site.Vintage} : {indicator}, {quantity} n’est pas repris", $"{territory.Id} ({territory.Name}) has no equivalent in {site.Vintage}: {indicator}, {quantity} is not carried"));
        }
        foreach (var rest in lost.Skip(Check.Listed).GroupBy(l => l.Key.Indicator))
        {
            var quantity = $"{Check.Number(rest.Sum(l => l.Value))} {site.Indicator(rest.Key)!.Unit}";
            NotCarried(read.Edition, new($"et {rest.Count()} autres territoires : {rest.Key}, {quantity}", $"and {rest.Count()} other territories: {rest.Key}, {quantity}"));
        }
    }

    private static void Lose(SortedDictionary<(string, int), double> lost, string indicator, int territory, Native native) =>
        lost[(indicator, territory)] = lost.GetValueOrDefault((indicator, territory)) + (native.Status[territory].HasValue() ? native.Value[territory] : 0);

    private void NotCarried(Edition edition, Text message) => _findings.Add(new Finding(Severity.Warning, "not-carried", new Place(edition.Path), message));

    private static List<Difference> Fill(Site site, Geography geography, Values values)
    {
        var consolidate = new Consolidate(geography, values, site.ScopeCodes.Count == 0);
        foreach (var indicator in site.Indicators.Where(i => i.Aggregate == Aggregation.Sum)) consolidate.Sum(indicator);
        foreach (var indicator in site.Indicators.Where(i => i.Aggregate == Aggregation.Mean)) consolidate.Mean(indicator);
        var derive = new Derive(geography, values);
        foreach (var indicator in site.Indicators.Where(i => i.Aggregate == Aggregation.Ratio)) derive.Ratio(indicator);
        return consolidate.Differences;
    }

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
