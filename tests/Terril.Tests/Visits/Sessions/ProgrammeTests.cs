using Terril.Shared.Wording;
using Terril.Tests.Harness;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Sessions;

public sealed class ProgrammeTests
{
    [Fact]
    public void Hours_follow_from_the_beginning_the_time_at_each_stop_and_the_way_to_the_next()
    {
        var session = VisitsHouse.NewSession(new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero), 30, WaitingRule.StrictOrder, null, null, null);
        session.Stops[1].IsTimeSet = true;
        session.Stops[1].StartsAt = session.StartsAt.AddHours(2);

        var ends = Programme.Compute(session.StartsAt, session.Stops);

        Assert.Equal([0, 120, 195], session.Stops.Select(s => (s.StartsAt - session.StartsAt).TotalMinutes));
        Assert.Equal(session.StartsAt.AddMinutes(270), ends);
    }

    // The clocks of Paris jump from 2 to 3 on 28 March 2027, and show 2 to 3 twice on 31 October 2027.
    [Theory]
    [InlineData("2027-03-28", 1, 30, "1 h 30", "3 h 30", "4 h 30")]
    [InlineData("2027-10-31", 1, 30, "1 h 30", "2 h 30", "2 h 30")]
    public void A_night_when_the_clocks_change_moves_no_bus(string day, int hour, int minute, string first, string second, string third)
    {
        var starts = Paris.At(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new(hour, minute));
        var session = VisitsHouse.NewSession(starts.AddDays(-10), 30, WaitingRule.StrictOrder, null, null, null);
        foreach (var stop in session.Stops) (stop.About.Minutes, stop.About.TravelMinutes) = (45, 15);

        Programme.Compute(starts, session.Stops);

        Assert.Equal([0, 60, 120], session.Stops.Select(s => (s.StartsAt - starts).TotalMinutes));
        var words = new Words("fr");
        Assert.Equal([first, second, third], session.Stops.Select(s => words.Hour(s.StartsAt).Replace('\u00a0', ' ')));
    }

    [Fact]
    public void A_day_is_said_by_the_clock_of_Paris_on_both_sides_of_the_change()
    {
        var words = new Words("fr");
        var (winter, summer) = (Paris.At(new(2027, 3, 27), new(9, 0)), Paris.At(new(2027, 3, 29), new(9, 0)));

        Assert.Equal(47, (summer - winter).TotalHours);
        Assert.Equal("samedi 27 mars 2027, 9 h à 16 h 30", words.Span(winter, winter.AddHours(7.5)).Replace('\u00a0', ' '));
        Assert.Equal("lundi 29 mars 2027, 9 h à 16 h 30", words.Span(summer, summer.AddHours(7.5)).Replace('\u00a0', ' '));
    }

    [Theory, OnBothDatabases]
    public async Task A_visit_that_is_moved_over_a_change_of_clocks_closes_at_the_same_hour(Provider on)
    {
        await using var house = await House.Open(on);
        var session = VisitsHouse.NewSession(house.Clock.Now, 30);
        (session.StartsAt, session.EndsAt, session.RegistrationClosesAt) = (Paris.At(new(2027, 3, 25), new(9, 0)), Paris.At(new(2027, 3, 25), new(16, 0)), Paris.At(new(2027, 3, 22), new(12, 0)));
        await house.InDatabase(db =>
        {
            db.Add(session);
            return db.SaveChangesAsync();
        });

        await house.Act<MoveSession>(act => act.Run(session.Id, Paris.At(new(2027, 4, 1), new(9, 0)), Paris.At(new(2027, 4, 1), new(16, 0)), new("le pont", "the bridge"), CancellationToken.None));

        Assert.Equal(Paris.At(new(2027, 3, 29), new(12, 0)), (await house.Again(session)).RegistrationClosesAt);
    }
}
