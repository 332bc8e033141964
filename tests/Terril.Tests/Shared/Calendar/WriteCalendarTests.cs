using System.Text;
using Terril.Shared.Calendar;
using Terril.Shared.Wording;

namespace Terril.Tests.Shared.Calendar;

public sealed class WriteCalendarTests
{
    private static readonly DateTimeOffset Stamp = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Lines_end_by_CRLF_and_have_75_octets_at_most_that_cut_no_character()
    {
        var text = WriteCalendar.Run([Event(Paris.At(new(2026, 12, 10), new(9, 0))) with { Description = string.Concat(Enumerable.Repeat("Éléphant 🐘, à l’étape ; ", 40)) }]);

        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var lines = text.Split("\r\n");
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\ufffd', text);
        Assert.Contains(string.Concat(Enumerable.Repeat(@"Éléphant 🐘\, à l’étape \; ", 40)), text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_backslash_is_escaped_first_and_a_line_end_is_two_characters() =>
        Assert.Equal(@"a\\n\, b\; c\nd", WriteCalendar.Escape("a\\n, b; c\r\nd\u0007"));

    [Theory]
    [InlineData(2026, 12, 10, 9, 0, "DTSTART;TZID=Europe/Paris:20261210T090000")]
    [InlineData(2027, 7, 1, 9, 0, "DTSTART;TZID=Europe/Paris:20270701T090000")]
    public void Hours_are_those_of_Paris_with_the_rule_by_which_they_change(int year, int month, int day, int hour, int minute, string line)
    {
        var text = WriteCalendar.Run([Event(Paris.At(new(year, month, day), new(hour, minute)))]);

        Assert.Contains(line + "\r\n", text, StringComparison.Ordinal);
        Assert.Contains("TZID:Europe/Paris\r\n", text, StringComparison.Ordinal);
        Assert.Contains("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_hour_that_the_clocks_show_twice_is_said_in_UTC_the_second_time()
    {
        var first = Paris.At(new(2027, 10, 31), new(2, 30));

        Assert.Contains("DTSTART;TZID=Europe/Paris:20271031T023000\r\n", WriteCalendar.Run([Event(first)]), StringComparison.Ordinal);
        Assert.Contains("DTSTART:20271031T013000Z\r\n", WriteCalendar.Run([Event(first.AddHours(1))]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_cancelled_is_published_as_such_under_the_same_name_and_a_later_number()
    {
        var text = WriteCalendar.Run([Event(Stamp.AddDays(10)) with { Sequence = 2, Status = CalendarStatus.Cancelled }], "Visites");

        Assert.Contains("UID:visit-1@terril.example\r\n", text, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:2\r\nSTATUS:CANCELLED\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTSTAMP:20261121T093000Z\r\n", text, StringComparison.Ordinal);
        Assert.Contains("X-WR-CALNAME:Visites\r\n", text, StringComparison.Ordinal);
    }

    private static CalendarEvent Event(DateTimeOffset at) => new("visit-1@terril.example", 0, Stamp, at, at.AddHours(7), "Le parcours des déchets");
}
