using Terril.Shared.Jobs;

namespace Terril.Tests.Shared.Jobs;

public sealed class EveryTests
{
    // The night of 28 to 29 March 2026 has no half past two; that of 24 to 25 October has two.
    [Theory]
    [InlineData("2026-03-27T12:00Z", 3, 0, "2026-03-28T02:00Z")]
    [InlineData("2026-03-28T12:00Z", 3, 0, "2026-03-29T01:00Z")]
    [InlineData("2026-03-28T12:00Z", 2, 30, "2026-03-29T01:00Z")]
    [InlineData("2026-03-29T12:00Z", 2, 30, "2026-03-30T00:30Z")]
    [InlineData("2026-10-24T12:00Z", 2, 30, "2026-10-25T00:30Z")]
    [InlineData("2026-10-25T00:40Z", 2, 30, "2026-10-26T01:30Z")]
    [InlineData("2026-10-24T12:00Z", 3, 0, "2026-10-25T02:00Z")]
    [InlineData("2026-07-01T22:30Z", 0, 15, "2026-07-02T22:15Z")]
    public void An_hour_of_Paris_stays_so_through_a_change_of_clocks(string now, int hour, int minute, string next) =>
        Close(Instant(next), Every.Day(new TimeOnly(hour, minute)).Next(Instant(now), "a"));

    [Fact]
    public void A_weekly_job_falls_on_its_day() =>
        Close(Instant("2026-11-23T05:30Z"), Every.Week(DayOfWeek.Monday, new TimeOnly(6, 30)).Next(Instant("2026-11-21T09:30Z"), "a"));

    [Fact]
    public void Each_day_comes_once_through_a_year()
    {
        var (every, at, days) = (Every.Day(new TimeOnly(2, 30)), Instant("2026-01-01T00:00Z"), 0);
        for (; at < Instant("2027-01-01T00:00Z"); days++) at = every.Next(at, "a");

        Assert.Equal(366, days);
    }

    [Fact]
    public void Those_of_the_same_hour_do_not_all_begin_at_once()
    {
        var now = Instant("2026-11-21T09:30Z");
        var begun = Enumerable.Range(0, 20).Select(i => Every.Day(new TimeOnly(3, 0)).Next(now, $"job {i}")).ToList();

        Assert.True(begun.Distinct().Count() > 15);
        Assert.All(begun, at => Close(Instant("2026-11-22T02:00Z"), at));
    }

    [Fact]
    public void It_is_said_in_both_languages()
    {
        Assert.Equal(("chaque jour à 2\u00a0h\u00a005", "every day at 02:05"), (Every.Day(new TimeOnly(2, 5)).Words.Fr, Every.Day(new TimeOnly(2, 5)).Words.En));
        Assert.Equal(("chaque lundi à 6\u00a0h\u00a030", "every Monday at 06:30"), (Every.Week(DayOfWeek.Monday, new TimeOnly(6, 30)).Words.Fr, Every.Week(DayOfWeek.Monday, new TimeOnly(6, 30)).Words.En));
        Assert.Equal("toutes les 15\u00a0minutes", Every.Minutes(15).Words.Fr);
    }

    private static DateTimeOffset Instant(string iso) => DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture);

    private static void Close(DateTimeOffset expected, DateTimeOffset actual) => Assert.InRange(actual, expected, expected.AddMinutes(5));
}
