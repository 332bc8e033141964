using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>Lays the files over each other, oldest edition first: of one source the later publication is in force, the earlier is kept beside.</summary>
internal sealed class EditionMerge(Geography geography, IReadOnlyList<Edition> editions, Values values)
{
    /// <summary>Values that a later edition replaced.</summary>
    public List<Superseded> Superseded { get; } = [];

    /// <exception cref="FaultyInputException">Two files say something of one cell and nothing tells which is in force.</exception>
    public void Lay(SeriesKey series, string level, Period period, Cells from)
    {
        if (values.Find(series, level, period) is not { } cells)
        {
            values.Put(series, level, period, from);
            return;
        }
        for (var t = 0; t < from.Count; t++)
        {
            if (from.Status[t] == Status.None) continue;
            if (cells.Status[t] != Status.None) Supersede(series, level, period, t, cells, from.EditionOf(t));
            cells.Take(t, from, t);
        }
    }

    private void Supersede(SeriesKey series, string level, Period period, int territory, Cells cells, ushort by)
    {
        var (before, after) = (editions[cells.EditionOf(territory) - 1], editions[by - 1]);
        var id = geography.At(level)[territory].Id;
        var what = $"{series.Indicator}{(series.Breakdown.Length > 0 ? $" ({series.Breakdown})" : "")}, {id}, {period}";
        if (before.Source != after.Source)
            throw new FaultyInputException("two-sources", new Place(after.Path),
                $"{what} est déjà donné par la source « {before.Source} » ({before.Path}) ; deux producteurs sont deux indicateurs, ou écarter l’un par « where »",
                $"{what} is already given by source “{before.Source}” ({before.Path}); two producers are two indicators, or leave one out with “where”");
        if (before.Published is null || after.Published is null || before.Published == after.Published)
            throw new FaultyInputException("duplicate-key", new Place(after.Path),
                $"{what} est déjà donné par {before.Path} ; dire la date « published » de chaque édition",
                $"{what} is already given by {before.Path}; say the “published” date of each edition");
        Superseded.Add(new Superseded(new FigureKey(series.Indicator, series.Breakdown, id, period), cells.Value[territory], cells.Status[territory], before));
    }
}
