using System.Globalization;

namespace Terril.Observatory.Releases;

/// <summary>Observations as CSV: UTF-8 without BOM, comma, lines ended by LF, numbers at full precision with a point.</summary>
public static class Export
{
    /// <summary>Names of the columns.</summary>
    public const string Header = "indicator,breakdown,level,territory,period,value,unit,status,coverage";

    /// <summary>
    /// Writes one line: the value empty when there is none, the breakdown as <c>type=residual;sector=industry</c>, empty for the total;
    /// the coverage from 0 to 1, empty when the source does not tell.
    /// </summary>
    /// <param name="to">Where the line goes, ended by LF.</param>
    /// <param name="figure">The value.</param>
    /// <param name="unit">Unit of its indicator.</param>
    public static void Write(TextWriter to, in Figure figure, string unit)
    {
        ArgumentNullException.ThrowIfNull(to);
        var key = figure.Key;
        Cell(to, key.Indicator, ',');
        Cell(to, key.Breakdown, ',');
        Cell(to, key.Territory.Level, ',');
        Cell(to, key.Territory.Code, ',');
        Cell(to, key.Period.ToString(), ',');
        Number(to, figure.HasValue ? figure.Value : double.NaN, ',');
        Cell(to, unit, ',');
        Cell(to, Indicators.Statuses.Name(figure.Status), ',');
        Number(to, figure.Coverage, '\n');
    }

    private static void Number(TextWriter to, double number, char end)
    {
        Span<char> digits = stackalloc char[32];
        if (!double.IsNaN(number) && number.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture)) to.Write(digits[..length]);
        to.Write(end);
    }

    private static void Cell(TextWriter to, string text, char end)
    {
        if (text.AsSpan().IndexOfAny(",\"\r\n") < 0) to.Write(text);
        else to.Write($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        to.Write(end);
    }
}
