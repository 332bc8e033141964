using Terril.Agenda.Reading;
using Terril.Shared.Calendar;

namespace Terril.Tests.Agenda.Reading;

public sealed class RecurrenceTests
{
    // Expected days: the examples of RFC 5545, 3.8.5.3, carried to 2026, and what a paper calendar says.
    [Theory]
    [InlineData("20260105", "FREQ=DAILY;COUNT=3", "01-05 01-06 01-07")]
    [InlineData("20260105", "FREQ=DAILY;INTERVAL=10;COUNT=3", "01-05 01-15 01-25")]
    [InlineData("20260105", "FREQ=DAILY;UNTIL=20260107", "01-05 01-06 01-07")]
    [InlineData("20260105", "FREQ=DAILY;BYDAY=SA,SU;COUNT=3", "01-05 01-10 01-11")]
    [InlineData("20260106", "FREQ=WEEKLY;COUNT=3", "01-06 01-13 01-20")]
    [InlineData("20260106", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", "01-06 01-08 01-13 01-15")]
    [InlineData("20260106", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "01-06 01-11 01-20 01-25")]
    [InlineData("20260106", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "01-06 01-18 01-20 02-01")]
    [InlineData("20260131", "FREQ=MONTHLY;COUNT=3", "01-31 03-31 05-31")]
    [InlineData("20260131", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", "01-31 02-28 03-31 04-30")]
    [InlineData("20260106", "FREQ=MONTHLY;BYDAY=1TU;COUNT=3", "01-06 02-03 03-03")]
    [InlineData("20260130", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "01-30 02-27 03-27")]
    [InlineData("20260213", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "02-13 03-13 11-13")]
    [InlineData("20260130", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "01-30 02-27 03-31")]
    [InlineData("20260106", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU,3TU;COUNT=4", "01-06 01-20 03-03 03-17")]
    [InlineData("20260310", "FREQ=YEARLY;COUNT=2", "03-10 03-10")]
    [InlineData("20260310", "FREQ=YEARLY;BYMONTH=3,6;COUNT=3", "03-10 06-10 03-10")]
    [InlineData("20260503", "FREQ=YEARLY;BYMONTH=5;BYDAY=1SU;COUNT=2", "05-03 05-02")]
    [InlineData("20260518", "FREQ=YEARLY;BYDAY=20MO;COUNT=2", "05-18 05-17")]
    [InlineData("20260115", "FREQ=YEARLY;BYMONTHDAY=15;COUNT=3", "01-15 02-15 03-15")]
    [InlineData("20260105", "FREQ=DAILY;BYMONTH=1;BYMONTHDAY=5,6;COUNT=2", "01-05 01-06")]
    public void A_rule_gives_its_days(string start, string rule, string days)
    {
        var read = Feeds.Event($"DTSTART;VALUE=DATE:{start}", $"RRULE:{rule}");
        Assert.Equal(days, Feeds.Starts(Assert.Single(read.Events)));
        Assert.Empty(read.Findings);
    }

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=1")]
    [InlineData("FREQ=DAILY;INTERVAL=0")]
    [InlineData("FREQ=DAILY;COUNT=0")]
    [InlineData("FREQ=DAILY;BYHOUR=9,12")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20")]
    [InlineData("FREQ=WEEKLY;BYDAY=2MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=XX")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0")]
    [InlineData("FREQ=DAILY;UNTIL=demain")]
    [InlineData("COUNT=3")]
    [InlineData("")]
    public void A_rule_that_is_not_read_is_said_and_the_first_date_kept(string rule)
    {
        var read = Feeds.Event($"RRULE:{rule}");
        Assert.Equal("10-21T09:00", Feeds.Starts(Assert.Single(read.Events)));
        Assert.Equal(("unread-recurrence", 6), (Assert.Single(read.Findings).Rule, read.Findings[0].Place!.Line));
    }

    [Fact]
    public void Hours_stay_on_the_wall_over_both_changes_of_clock()
    {
        var read = Feeds.Event("DTSTART;TZID=Europe/Paris:20261018T090000", "DTEND;TZID=Europe/Paris:20261018T100000", "RRULE:FREQ=WEEKLY;COUNT=3");
        Assert.Equal("10-18T07:00 10-25T08:00 11-01T08:00", Feeds.Starts(read.Events[0]));

        var spring = Feeds.Event("DTSTART;TZID=Europe/Paris:20260328T023000", "RRULE:FREQ=DAILY;COUNT=3");
        Assert.Equal("03-28T01:30 03-29T01:30 03-30T00:30", Feeds.Starts(spring.Events[0]));
    }

    [Theory]
    [InlineData("20261022T090000Z", "10-21T07:00 10-22T07:00")]
    [InlineData("20261023T065959Z", "10-21T07:00 10-22T07:00")]
    [InlineData("20261023T070000Z", "10-21T07:00 10-22T07:00 10-23T07:00")]
    [InlineData("20261022T090000", "10-21T07:00 10-22T07:00")]
    [InlineData("20261022", "10-21T07:00 10-22T07:00")]
    public void A_rule_stops_at_its_instant_or_its_day(string until, string starts) =>
        Assert.Equal(starts, Feeds.Starts(Feeds.Event("DTSTART;TZID=Europe/Paris:20261021T090000", $"RRULE:FREQ=DAILY;UNTIL={until}").Events[0]));

    [Fact]
    public void Dates_are_added_and_taken_out()
    {
        var one = Feeds.Event("DTSTART;TZID=Europe/Paris:20261021T090000", "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;TZID=Europe/Paris:20261022T090000", "EXDATE:20261023T070000Z",
            "RDATE;TZID=Europe/Paris:20261101T090000,20261102T090000", "RDATE;VALUE=PERIOD:20261103T080000Z/PT1H").Events[0];
        Assert.Equal("10-21T07:00 10-24T07:00 11-01T08:00 11-02T08:00 11-03T08:00", Feeds.Starts(one));
        Assert.Equal("10-22T09:00 10-23T09:00", Feeds.Starts(Feeds.Event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261021").Events[0]));
    }

    [Fact]
    public void A_date_that_was_moved_or_cancelled_leaves_the_event_and_stands_by_itself()
    {
        const string Series = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Atelier\nLOCATION:Lens\nDTSTART;TZID=Europe/Paris:20261021T090000\nDTEND;TZID=Europe/Paris:20261021T110000\nRRULE:FREQ=DAILY;COUNT=4\nEND:VEVENT\n"
            + "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;TZID=Europe/Paris:20261022T090000\nSUMMARY:Atelier reporté\nDTSTART;TZID=Europe/Paris:20261023T140000\nEND:VEVENT\n"
            + "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20261024T070000Z\nSTATUS:CANCELLED\nEND:VEVENT\nEND:VCALENDAR";
        var read = Feeds.Read(Series);

        Assert.Empty(read.Findings);
        Assert.Equal(["10-21T07:00 10-23T07:00", "10-23T12:00", "10-24T07:00"], read.Events.Select(Feeds.Starts));
        Assert.Equal([null, "20261022T070000Z", "20261024T070000Z"], read.Events.Select(e => e.RecurrenceId));
        Assert.Equal(["Atelier", "Atelier reporté", "Atelier"], read.Events.Select(e => e.Title));
        Assert.Equal([CalendarStatus.Confirmed, CalendarStatus.Confirmed, CalendarStatus.Cancelled], read.Events.Select(e => e.Status));
        Assert.All(read.Events, e => Assert.Equal((TimeSpan.FromHours(2), "Lens"), (e.Slots[0].EndsAt - e.Slots[0].StartsAt, e.Place!.Name)));
    }

    [Fact]
    public void A_change_of_all_that_follows_is_said_and_changes_one_date()
    {
        var read = Feeds.Read(Feeds.Calendar("RRULE:FREQ=DAILY;COUNT=3").Replace("END:VCALENDAR",
            "BEGIN:VEVENT\nUID:one@terril.example\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261022T090000Z\nDTSTART:20261022T100000Z\nEND:VEVENT\nEND:VCALENDAR", StringComparison.Ordinal));
        Assert.Equal(["10-21T09:00 10-23T09:00", "10-22T10:00"], read.Events.Select(Feeds.Starts));
        Assert.Equal("this-and-future", Feeds.Rules(read));
    }

    [Fact]
    public void A_rule_without_end_that_began_long_ago_gives_the_dates_of_the_window()
    {
        var window = new FeedWindow(Feeds.At(2026, 10, 1), Feeds.At(2026, 10, 15));
        var read = Feeds.Read(Feeds.Calendar("DTSTART;VALUE=DATE:19500102", "RRULE:FREQ=WEEKLY;INTERVAL=2"), window);
        // A Monday and fourteen days, again and again.
        var expected = Enumerable.Range(0, 3000).Select(i => new DateOnly(1950, 1, 2).AddDays(14 * i)).Where(d => d.Year == 2026 && d.Month == 10 && d.Day <= 15);
        Assert.Equal(string.Join(' ', expected.Select(d => $"{d:MM-dd}")), Feeds.Starts(Assert.Single(read.Events)));
    }

    [Fact]
    public void Too_many_dates_are_cut_and_said()
    {
        var read = Feeds.Read(Feeds.Calendar("RRULE:FREQ=DAILY;COUNT=999999999"), Feeds.Window with { MostOccurrences = 10 });
        Assert.Equal((10, "too-many-dates"), (Assert.Single(read.Events).Slots.Count, Feeds.Rules(read)));
    }

    [Fact]
    public void No_number_of_repetitions_holds_the_reading()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var many = string.Concat(Enumerable.Range(0, 5000).Select(i => $"BEGIN:VEVENT\nUID:{i}\nDTSTART:19000101T090000Z\nRRULE:FREQ=YEARLY;COUNT=2000000000;BYDAY=MO,TU,WE;BYSETPOS=1,2,3,-1\nEND:VEVENT\n"));
        var read = Feeds.Read($"BEGIN:VCALENDAR\n{many}END:VCALENDAR");
        Assert.Equal("too-many-dates", Feeds.Rules(read));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }
}
