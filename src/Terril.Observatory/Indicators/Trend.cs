namespace Terril.Observatory.Indicators;

/// <summary>The slope of a series and how likely it is to be chance.</summary>
/// <remarks>
/// Slope: median of the slopes between all pairs of points (Theil 1950, Sen 1968). Significance: Mann-Kendall test, two-sided (Mann 1945,
/// Kendall 1975); exact without ties up to forty points, else by the normal approximation with the correction for ties and continuity.
/// Neither supposes that values are normal, and one wild value moves them little.
/// </remarks>
/// <param name="Slope">Per year, in the unit of the values.</param>
/// <param name="P">Probability of a slope at least as marked in a series without a trend, 0 to 1.</param>
/// <param name="Points">How many values.</param>
public readonly record struct Trend(double Slope, double P, int Points)
{
    /// <summary>Fewer points cannot be significant: with four, the most marked order comes by chance once in twelve.</summary>
    public const int Fewest = 5;

    private const int MostExact = 40;

    /// <summary>True under the usual threshold of 5 %.</summary>
    public bool IsSignificant => P < 0.05;

    /// <summary>The trend of a series; null on fewer than <see cref="Fewest"/> points, or when two are of the same time.</summary>
    /// <param name="series">Time in years, ascending, and value. They must be comparable: one edition, one perimeter, no lower bound.</param>
    public static Trend? Of(IReadOnlyList<(double Year, double Value)> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count < Fewest) return null;
        var (score, slopes) = (0, new List<double>());
        for (var i = 0; i < series.Count; i++)
        {
            for (var j = i + 1; j < series.Count; j++)
            {
                if (series[j].Year <= series[i].Year) return null;
                score += Math.Sign(series[j].Value - series[i].Value);
                slopes.Add((series[j].Value - series[i].Value) / (series[j].Year - series[i].Year));
            }
        }
        var ties = series.GroupBy(point => point.Value).Select(g => g.Count()).Where(n => n > 1).ToList();
        var p = ties.Count == 0 && series.Count <= MostExact ? Exact(series.Count, Math.Abs(score)) : Normal(series.Count, Math.Abs(score), ties);
        return new Trend(Median(slopes), p, series.Count);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    // Among the orders of n values, the share that has as many inversions or fewer as this score leaves, on either side.
    private static double Exact(int n, int score)
    {
        var shares = new double[] { 1 };
        for (var size = 2; size <= n; size++)
        {
            var next = new double[shares.Length + size - 1];
            for (var inversions = 0; inversions < shares.Length; inversions++)
                for (var more = 0; more < size; more++) next[inversions + more] += shares[inversions] / size;
            shares = next;
        }
        var most = ((n * (n - 1) / 2) - score) / 2;
        return score == 0 ? 1 : Math.Min(1, 2 * shares.Take(most + 1).Sum());
    }

    private static double Normal(int n, int score, List<int> ties)
    {
        var variance = (Spread(n) - ties.Sum(Spread)) / 18;
        return score == 0 || variance <= 0 ? 1 : 2 * Tail((score - 1) / Math.Sqrt(variance));
    }

    private static double Spread(int n) => n * (n - 1d) * ((2 * n) + 5);

    // Upper tail of the normal law, to 1e-7 (Abramowitz and Stegun 26.2.17).
    private static double Tail(double z)
    {
        var t = 1 / (1 + (0.2316419 * z));
        var polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
    }
}
