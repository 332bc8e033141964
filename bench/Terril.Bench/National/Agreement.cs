using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench.National;

/// <summary>Whether two programs say the same, to a billionth.</summary>
internal static class Agreement
{
    private const double Billionth = 1e-9;

    public static bool Holds(double expected, double said) => Math.Abs(expected - said) <= Billionth * Math.Max(Math.Abs(expected), Math.Abs(said));

    /// <summary>Compares values, coverage and ratios, cell by cell, secrets included.</summary>
    /// <returns>How many cells were compared.</returns>
    /// <exception cref="InvalidOperationException">One differs, or is missing.</exception>
    public static int MustHold(Release release, Peer peer)
    {
        var compared = 0;
        foreach (var cell in peer.Sample())
        {
            var codes = new[] { ("carrier", Consumption.CodeOf(cell.Carrier)), ("sector", Consumption.CodeOf(cell.Sector)) };
            var breakdown = string.Join(';', codes.Where(code => code.Item2.Length > 0).Select(code => $"{code.Item1}={code.Item2}"));
            var (territory, period) = (new TerritoryId(cell.Level, cell.Code), Period.Of(cell.Year));
            var value = release.Find(new FigureKey(NationalSite.Indicator, breakdown, territory, period));
            var ratio = release.Find(new FigureKey(NationalSite.RatioOf(NationalSite.Indicator), breakdown, territory, period));
            var same = value is { } found && Same(found, cell.MWh) && Same(ratio, cell.PerInhabitant) && (cell.MWh is null || Holds(found.Coverage, cell.Coverage));
            if (!same) throw new InvalidOperationException($"{peer.Name}: {cell}; Terril: {value}, {ratio}.");
            compared++;
        }
        return compared > 100_000 ? compared : throw new InvalidOperationException($"{peer.Name}: {compared} cells only.");
    }

    private static bool Same(Figure? ours, double? its) => ours is { HasValue: true } figure ? its is { } said && Holds(figure.Value, said) : its is null;
}
