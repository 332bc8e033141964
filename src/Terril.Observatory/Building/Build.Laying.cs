using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

internal sealed partial class Build
{
    // Reads the files of a unit, then lays them over each other, oldest edition first.
    private void Lay(Work work)
    {
        var files = ReadAll(work);
        work.Editions.AddRange(files.Select(f => f.Edition));
        var (check, merge) = (work.Check, new EditionMerge(work.Ground.Geography, work.Editions, work.Values));
        stop.ThrowIfCancellationRequested();
        if (asOf is null) check.Silent(files.Select(f => f.Values));
        foreach (var file in files) check.Codes(file.Received.Source, file.Values, id => KnownIn(id));
        foreach (var source in files.GroupBy(f => f.Received.Source.Id)) check.Repeats(source.First().Received.Source, [.. source.Select(f => f.Values)]);
        foreach (var (index, file) in files.Index())
        {
            stop.ThrowIfCancellationRequested();
            check.Ranges(file.Received.Source, file.Values);
            work.Try(file.Received, () => Lay(work, merge, file, (ushort)(index + 1)));
        }
        work.Superseded.AddRange(merge.Superseded);
    }

    // Small files at the same time; a large one alone, since its blocks are.
    private List<ReadFile> ReadAll(Work work)
    {
        var all = work.Ground.FilesOf(work.Unit).Select(file => (File: file, Read: new Lazy<ReadFile>(() => Read(work.Ground, file)))).ToList();
        InParallel.Each(all.Where(one => !work.Ground.IsLarge(one.File)).ToList(), one => Quietly(() => _ = one.Read.Value), stop);
        var files = new List<ReadFile>();
        foreach (var (file, read) in all) work.Try(file, () => files.Add(read.Value));
        return files;

        // What is at fault in a file is said in its turn: a lazy value throws again.
        static void Quietly(Action act)
        {
            try
            {
                act();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
            }
        }
    }

    private ReadFile Read(Ground ground, Received one)
    {
        var (site, level) = (ground.Site, one.File.Territory.Level);
        var native = At(one.File.Territory.Vintage ?? site.Vintage, one.File.Place).With(site.Territories);
        if (!native.Levels.Contains(level))
            throw new FaultyInputException("unknown-level", one.File.Place, $"« {level} » n’est pas un niveau ; niveaux : {string.Join(", ", native.Levels)}", $"“{level}” is no level; levels: {string.Join(", ", native.Levels)}");
        stop.ThrowIfCancellationRequested();
        using var rows = RowReader.Open(one.Path, one.File.Path, one.File.Reading, out var bytes);
        var values = new FileValues(one.File, site, native);
        values.Read(rows, () => told?.Reads(one, values.Rows, bytes), stop);
        return new ReadFile(one, values, new Edition(one.Source.Id, one.File.Path, one.Sha256, one.Bytes, values.Rows, rows.Format, one.File.Published, one.File.Part));
    }

    private void Lay(Work work, EditionMerge merge, ReadFile read, ushort number)
    {
        var (site, file, level) = (work.Ground.Site, read.Values, read.Values.File.Territory.Level);
        var moves = file.Geography.Vintage != site.Vintage && Level.Official.Contains(level);
        var passage = moves ? lists.Between(file.Geography.Vintage, site.Vintage) : null;
        var territories = work.Ground.Geography.At(level).Count;
        var carried = InParallel.Each(file.All(), one =>
        {
            var lost = new List<int>();
            return (From: one, Cells: Harmonise.Run(one.Cells, level, site.Indicator(one.Series.Indicator)!, passage, territories, number, lost.Add), Lost: lost);
        }, stop);
        var all = new SortedDictionary<(string Indicator, int Territory), double>();
        foreach (var ((series, period, native), cells, lost) in carried)
        {
            merge.Lay(series, level, period, cells);
            foreach (var t in lost) all[(series.Indicator, t)] = all.GetValueOrDefault((series.Indicator, t)) + (native.Status[t].HasValue() ? native.Value[t] : 0);
        }
        if (passage is not null) work.Findings.AddRange(NotCarried(work, read, passage, all));
    }

    private static IEnumerable<Finding> NotCarried(Work work, ReadFile read, Passage passage, SortedDictionary<(string Indicator, int Territory), double> lost)
    {
        var (site, level) = (work.Ground.Site, read.Values.File.Territory.Level);
        string Quantity(string indicator, double value) => $"{Check.Number(value)} {site.Indicator(indicator)!.Unit}";
        Finding Finding(string fr, string en) => new(Severity.Warning, "not-carried", new Place(read.Edition.Path), new Text(fr, en));
        foreach (var ((indicator, index), value) in lost.Take(Check.Listed))
        {
            var (territory, quantity) = (read.Values.Geography.At(level)[index], Quantity(indicator, value));
            yield return passage.MovementOf(level, index) == Movement.Merged
                ? Finding($"{territory.Id} ({territory.Name}) a fusionné et {indicator} ne s’additionne pas : {quantity} n’est pas repris", $"{territory.Id} ({territory.Name}) has merged and {indicator} does not add up: {quantity} is not carried")
                : Finding($"{territory.Id} ({territory.Name}) n’a pas d’équivalent en {site.Vintage} : {indicator}, {quantity} n’est pas repris", $"{territory.Id} ({territory.Name}) has no equivalent in {site.Vintage}: {indicator}, {quantity} is not carried");
        }
        foreach (var rest in lost.Skip(Check.Listed).GroupBy(l => l.Key.Indicator))
        {
            var quantity = Quantity(rest.Key, rest.Sum(l => l.Value));
            yield return Finding($"et {rest.Count()} autres territoires : {rest.Key}, {quantity}", $"and {rest.Count()} other territories: {rest.Key}, {quantity}");
        }
    }
}
