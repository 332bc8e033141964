using Terril.Observatory.Indicators;

namespace Terril.Observatory.Tests.Indicators;

/// <summary>Theil-Sen and Mann-Kendall, against values worked out by hand and published tables.</summary>
public class TrendTests
{
    [Theory]
    [InlineData(5, 2 / 120d)]
    [InlineData(6, 2 / 720d)]
    [InlineData(8, 2 / 40320d)]
    public void A_series_that_only_rises_is_as_rare_as_its_one_order(int points, double expected)
    {
        var trend = Trend.Of([.. Enumerable.Range(0, points).Select(i => (2000d + i, 10d + (3 * i)))])!.Value;

        Assert.Equal(3, trend.Slope, 12);
        Assert.Equal(expected, trend.P, 12);
        Assert.True(trend.IsSignificant);
    }

    // n = 10, S = 31: two-sided, 0.004687.
    [Fact]
    public void The_exact_law_is_that_of_the_tables()
    {
        double[] values = [1, 3, 2, 5, 4, 8, 6, 10, 9, 7];
        var trend = Trend.Of([.. values.Select((v, i) => (2010d + i, v))])!.Value;
        var score = values.SelectMany((a, i) => values.Skip(i + 1).Select(b => Math.Sign(b - a))).Sum();

        Assert.Equal(31, score);
        Assert.Equal(0.004687, trend.P, 6);
    }

    [Fact]
    public void A_series_that_goes_up_and_down_has_no_significant_slope()
    {
        var trend = Trend.Of([(2009, 631.8), (2011, 637.1), (2013, 616.2), (2015, 605.6), (2017, 628.3), (2019, 601.7)])!.Value;

        Assert.InRange(trend.Slope, -5, -2);
        Assert.False(trend.IsSignificant);
        Assert.Equal(98 / 720d, trend.P, 9);
    }

    [Fact]
    public void One_wild_value_does_not_make_a_slope()
    {
        var trend = Trend.Of([.. Enumerable.Range(0, 9).Select(i => (2000d + i, i == 8 ? 1000d : (i * 7) % 5))])!.Value;

        Assert.InRange(Math.Abs(trend.Slope), 0, 2);
    }

    [Fact]
    public void Equal_values_are_no_trend()
    {
        var trend = Trend.Of([.. Enumerable.Range(0, 12).Select(i => (2000d + i, 4d))])!.Value;

        Assert.Equal((0, 1), (trend.Slope, trend.P));
    }

    // n = 12, one pair of ties, S = 61: variance (12·11·29 − 2·1·9) / 18 = 211.67, z = 60 / 14.55 = 4.124.
    [Fact]
    public void Ties_are_corrected_for()
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 11, 10];
        var score = values.SelectMany((a, i) => values.Skip(i + 1).Select(b => Math.Sign(b - a))).Sum();
        var trend = Trend.Of([.. values.Select((v, i) => (2000d + i, v))])!.Value;

        Assert.Equal(61, score);
        Assert.Equal(3.72e-5, trend.P, 6);
    }

    [Fact]
    public void Four_points_or_two_of_one_time_say_nothing()
    {
        Assert.Null(Trend.Of([(2000, 1), (2001, 2), (2002, 3), (2003, 4)]));
        Assert.Null(Trend.Of([(2000, 1), (2001, 2), (2001, 3), (2002, 4), (2003, 5)]));
    }
}
