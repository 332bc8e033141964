using Terril.Observatory.Indicators;
using Terril.Shared.Wording;

namespace Terril.Tests.Shared.Wording;

public sealed class WordsTests
{
    private static readonly Words Fr = new(Words.French);
    private static readonly Words En = new(Words.English);

    [Theory]
    [InlineData(5997734, null, "5\u202f997\u202f734", "5,997,734")]
    [InlineData(616.99467, 1, "617,0", "617.0")]
    [InlineData(-18, 0, "−18", "−18")]
    [InlineData(0, null, "0", "0")]
    [InlineData(-0.04, 1, "0,0", "0.0")]
    [InlineData(0.125, null, "0,125", "0.125")]
    [InlineData(1.5, null, "1,5", "1.5")]
    public void A_number_is_written_as_its_language_does(double value, int? decimals, string fr, string en)
    {
        Assert.Equal(fr, Fr.Number(value, decimals));
        Assert.Equal(en, En.Number(value, decimals));
    }

    [Theory]
    [InlineData(605, "kg/hab", 0, "605\u00a0kg/hab.", "605\u00a0kg/inh.")]
    [InlineData(48, "Mt CO2e", 1, "48,0\u00a0Mt\u00a0éq.\u00a0CO₂", "48.0\u00a0Mt\u00a0CO₂e")]
    [InlineData(8, "t CO2e/hab", 1, "8,0\u00a0t\u00a0éq.\u00a0CO₂/hab.", "8.0\u00a0t\u00a0CO₂e/inh.")]
    [InlineData(15.9, "%", 1, "15,9\u202f%", "15.9%")]
    [InlineData(82, "index", 0, "82", "82")]
    [InlineData(18, "d", 0, "18\u00a0jours", "18\u00a0days")]
    public void A_value_has_its_unit_after_it(double value, string unit, int decimals, string fr, string en)
    {
        Assert.Equal(fr, Fr.Value(value, unit, decimals));
        Assert.Equal(en, En.Value(value, unit, decimals));
    }

    [Fact]
    public void A_difference_always_has_a_sign_and_one_of_percentages_is_in_points()
    {
        Assert.Equal("+43,3", Fr.Signed(43.3, 1));
        Assert.Equal("−2,4\u202f%", Fr.Change(-0.024));
        Assert.Equal("+5,9\u00a0points", Fr.Difference(5.9, "%", 1));
        Assert.Equal("−1,0\u00a0point", Fr.Difference(-1, "%", 1));
        Assert.Equal("0,0", Fr.Signed(0.01, 1));
    }

    [Fact]
    public void Dates_and_periods_are_said_in_words()
    {
        Assert.Equal("10\u00a0décembre\u00a02026", Fr.Date(new DateOnly(2026, 12, 10)));
        Assert.Equal("1er\u00a0mars\u00a02026", Fr.Date(new DateOnly(2026, 3, 1)));
        Assert.Equal("1\u00a0March\u00a02026", En.Date(new DateOnly(2026, 3, 1)));
        Assert.Equal("2012–2021", Fr.Range(Period.Of(2012), Period.Of(2021)));
        Assert.Equal("mars 2021", Fr.Period(Period.Of(2021, 3)));
    }

    [Fact]
    public void Every_status_has_its_word_in_both_languages()
    {
        foreach (var status in Enum.GetValues<Status>())
        {
            Assert.NotEmpty(Fr.Status(status));
            Assert.NotEmpty(En.Status(status));
        }
        Assert.Equal(Fr.Status(Status.Unavailable), Fr.Status(Status.None));
        Assert.NotEqual(Fr.Status(Status.Secret), Fr.Status(Status.Unavailable));
    }

    [Fact]
    public void A_count_agrees_with_its_noun()
    {
        Assert.Equal("0 ligne", Fr.Count(0, "ligne", "lignes", "row", "rows"));
        Assert.Equal("2 lignes", Fr.Count(2, "ligne", "lignes", "row", "rows"));
        Assert.Equal("0 rows", En.Count(0, "ligne", "lignes", "row", "rows"));
        Assert.Equal("1 row", En.Count(1, "ligne", "lignes", "row", "rows"));
    }

    [Fact]
    public void Millions_are_short_on_an_axis_and_five_decimals_are_kept_for_a_sum()
    {
        Assert.Equal("6,005\u00a0M", Fr.Short(6_005_000, 0));
        Assert.Equal("904\u202f068,71359", Fr.Precise(904068.71359));
    }
}
