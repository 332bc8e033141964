using System.Globalization;

namespace Terril.Bench.National;

/// <summary>From a figure to its raw line: the last one of the file, the worst there is.</summary>
internal static class ExplainOne
{
    private const double AtMost = 1;

    public static IEnumerable<Line> Measure(Country country)
    {
        _ = country.Built;
        var (commune, year, series) = (country.Consumption.Communes[^1], Consumption.FirstYear + Consumption.Years - 1, Consumption.Series - 1);
        var line = (1 + NationalFile.Whole.RowsOf(country.Consumption)).ToString(CultureInfo.InvariantCulture);
        var ran = Runs.Of(Country.Times, () => Country.Terril(
            "observatory", "explain", "--out", Country.PathOf(Country.Store), "--indicator", NationalSite.Indicator, "--territory", commune.Id.ToString(),
            "--period", year.ToString(CultureInfo.InvariantCulture), "--breakdown", $"carrier={Consumption.CarrierOf(series)};sector={Consumption.SectorOf(series)}"));
        if (!ran.Median.Lines.Any(said => said.TrimStart().StartsWith($"{line}:", StringComparison.Ordinal))) throw new InvalidOperationException($"Line {line} is not shown: {string.Join('\n', ran.Median.Lines)}");
        yield return new Line("explain the figure of the last row, the program's start included", $"{Line.Time(ran)}; {Line.Memory(ran.Peak)}", Bar: Line.Said("< 1 s", ran.Median.Work.TotalSeconds < AtMost));
    }
}
