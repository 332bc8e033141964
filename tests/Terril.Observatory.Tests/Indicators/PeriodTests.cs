using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Tests.Indicators;

/// <summary>Years, months and days, by the look of them.</summary>
public class PeriodTests
{
    [Theory]
    [InlineData("2021", "2021"), InlineData(" 2021 ", "2021"), InlineData("2021.0", "2021")]
    [InlineData("2021-03", "2021-03"), InlineData("202103", "2021-03"), InlineData("03/2021", "2021-03")]
    [InlineData("2021-03-05", "2021-03-05"), InlineData("20210305", "2021-03-05"), InlineData("05/03/2021", "2021-03-05")]
    [InlineData("2021-03-05T12:00:00", "2021-03-05"), InlineData("2021-03-05 12:00", "2021-03-05"), InlineData("2020-02-29", "2020-02-29")]
    public void A_period_is_read(string text, string expected)
    {
        Assert.True(Period.TryParse(text, out var period));
        Assert.Equal(expected, period.ToString());
    }

    [Theory]
    [InlineData(""), InlineData("21"), InlineData("an 2021"), InlineData("2021-13"), InlineData("2021-00"), InlineData("2021-02-29"), InlineData("31/04/2021"), InlineData("0999"), InlineData("3000")]
    [InlineData("2021-3"), InlineData("2021/03"), InlineData("20211"), InlineData("2021-03-05x"), InlineData("٢٠٢١"), InlineData("+021"), InlineData("-021"), InlineData("2021.5"), InlineData("202113")]
    public void What_is_none_is_refused(string text) => Assert.False(Period.TryParse(text, out _));

    [Fact]
    public void Every_day_comes_back_as_it_went() => Prop.ForAll(Gen.Choose(0, 730_000).ToArbitrary(), n =>
    {
        var day = new DateOnly(1000, 1, 1).AddDays(n);
        Assert.True(Period.TryParse(Period.Of(day).ToString(), out var read));
        Assert.True(Period.TryParse(day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), out var french));
        Assert.Equal(Period.Of(day), read);
        Assert.Equal(read, french);
        Assert.Equal((day, day, day.Year), (read.FirstDay, read.LastDay, read.To(Grain.Year).Year));
    }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void A_year_has_its_days_and_months()
    {
        Assert.Equal((366, 365, 12, 29), (Period.Of(2020).CountOf(Grain.Day), Period.Of(2021).CountOf(Grain.Day), Period.Of(2021).CountOf(Grain.Month), Period.Of(2020, 2).CountOf(Grain.Day)));
        Assert.Equal(["2020", "2020-12", "2020-12-31", "2021"], new[] { Period.Of(2021), Period.Of(2020, 12), Period.Of(2020), Period.Of(new DateOnly(2020, 12, 31)) }.Order().Select(p => p.ToString()));
    }
}
