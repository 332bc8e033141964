using System.Text;
using Terril.Agenda.Reading;
using Terril.Observatory;
using Terril.Shared.Calendar;

namespace Terril.Tests.Agenda.Reading;

public sealed class ReadCalendarTests
{
    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\r\n")]
    public void Lines_end_as_they_like_and_are_unfolded_with_a_space_or_a_tab(string end)
    {
        var text = Feeds.Calendar("SUMMARY:Une vis", " ite du ter", "\tril", "DESCRIPTION:a\\nb\\Nc\\, d\\; e\\\\n \\x").Replace("\r\n", end, StringComparison.Ordinal);
        var read = Feeds.Read(text);
        var one = Assert.Single(read.Events);

        Assert.Equal("Une visite du terril", one.Title);
        Assert.Equal("a\nb\nc, d; e\\n \\x", one.Description);
        Assert.Empty(read.Findings);
    }

    [Fact]
    public void A_mark_of_byte_order_and_a_fold_in_the_middle_of_a_character_change_nothing()
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFF" + Feeds.Calendar("SUMMARY:Éléphant 🐘"));
        var at = bytes.AsSpan().IndexOf("🐘"u8) + 2;
        byte[] folded = [.. bytes[..at], .. "\r\n "u8, .. bytes[at..]];

        Assert.Equal("Éléphant 🐘", Assert.Single(ReadFeed.Run(folded, null, Feeds.Window).Events).Title);
    }

    [Fact]
    public void What_is_not_UTF_8_is_read_as_Windows_does_and_said_once_with_its_line()
    {
        var bytes = Encoding.Latin1.GetBytes(Feeds.Calendar("SUMMARY:Énergie", "LOCATION:Hôtel de ville")).Select(b => b).ToArray();
        var read = ReadFeed.Run(bytes, null, Feeds.Window);

        Assert.Equal("Énergie", Assert.Single(read.Events).Title);
        Assert.Equal("Hôtel de ville", read.Events[0].Place!.Name);
        Assert.Equal(("not-utf8", 6), (Assert.Single(read.Findings).Rule, read.Findings[0].Place!.Line));
    }

    [Fact]
    public void UTF_16_is_read() =>
        Assert.Equal("Été", Assert.Single(ReadFeed.Run(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Feeds.Calendar("SUMMARY:Été"))).ToArray(), null, Feeds.Window).Events).Title);

    [Theory]
    [InlineData("ORGANIZER;CN=\"Maison: du climat; exemple\":mailto:a@terril.example", "Maison: du climat; exemple")]
    [InlineData("ORGANIZER;CN=La ^'Maison^' ^^:mailto:a@terril.example", "La \"Maison\" ^")]
    [InlineData("ORGANIZER;CN=a@terril.example:mailto:a@terril.example", "")]
    [InlineData("ORGANIZER:mailto:a@terril.example", "")]
    [InlineData("ORGANIZER;CN=\"Jamais fermé:mailto:a@terril.example", "")]
    public void Who_organises_is_a_name_and_never_an_address(string line, string name) => Assert.Equal(name, Assert.Single(Feeds.Event(line).Events).Organiser);

    [Theory]
    [InlineData("DTSTART:20261021T090000", "10-21T07:00")]
    [InlineData("DTSTART:20261021T090000Z", "10-21T09:00")]
    [InlineData("DTSTART;TZID=Europe/London:20261021T090000", "10-21T08:00")]
    [InlineData("DTSTART;TZID=\"Romance Standard Time\":20261021T090000", "10-21T07:00")]
    [InlineData("DTSTART;TZID=GMT Standard Time:20261021T090000", "10-21T08:00")]
    [InlineData("DTSTART;TZID=/mozilla.org/20050126_1/Europe/London:20261021T090000", "10-21T08:00")]
    [InlineData("DTSTART;TZID=/mozilla.org/x/America/Argentina/Buenos_Aires:20261021T090000", "10-21T12:00")]
    [InlineData("DTSTART;TZID=Nowhere/Land:20261021T090000", "10-21T07:00", "unknown-zone")]
    [InlineData("DTSTART;TZID=../../etc/passwd:20261021T090000", "10-21T07:00", "unknown-zone")]
    [InlineData("DTSTART;VALUE=DATE:20261021", "10-21")]
    [InlineData("DTSTART:20261021", "10-21")]
    [InlineData("DTSTART:2026-10-21T09:00:00+02:00", "10-21T07:00")]
    [InlineData("DTSTART;TZID=Europe/Paris:20260329T023000", "03-29T01:30", "skipped-hour")]
    [InlineData("DTSTART;TZID=Europe/Paris:20261025T023000", "10-25T00:30")]
    public void An_hour_is_of_the_zone_that_it_says_or_of_Paris(string line, string starts, string rules = "")
    {
        var read = Feeds.Event(line);
        Assert.Equal(starts, Feeds.Starts(Assert.Single(read.Events)));
        Assert.Equal(rules, Feeds.Rules(read));
    }

    [Fact]
    public void Hours_without_a_zone_are_of_the_one_of_the_calendar() =>
        Assert.Equal("10-21T08:00", Feeds.Starts(Assert.Single(Feeds.Read(Feeds.Calendar("DTSTART:20261021T090000").Replace("VERSION:2.0", "X-WR-TIMEZONE:Europe/London", StringComparison.Ordinal)).Events)));

    [Theory]
    [InlineData("20260715T090000", "07-15T06:00")]
    [InlineData("20261215T090000", "12-15T07:00")]
    [InlineData("20260329T033000", "03-29T01:30")]
    [InlineData("20261025T033000", "10-25T00:30")]
    public void A_zone_that_is_described_is_followed(string local, string starts)
    {
        const string Zone = "BEGIN:VTIMEZONE\nTZID:Custom\nBEGIN:STANDARD\nDTSTART:16010101T040000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n"
            + "BEGIN:DAYLIGHT\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0300\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE";
        var read = Feeds.Read(Feeds.Calendar($"DTSTART;TZID=Custom:{local}").Replace("END:VCALENDAR", Zone + "\nEND:VCALENDAR", StringComparison.Ordinal));

        Assert.Equal(starts, Feeds.Starts(Assert.Single(read.Events)));
        Assert.Equal(local == "20260329T033000" ? "skipped-hour" : "", Feeds.Rules(read));
    }

    [Theory]
    [InlineData("DTEND:20261021T113000Z", 150, "")]
    [InlineData("DURATION:PT1H15M", 75, "")]
    [InlineData("DURATION:P1DT1H", 1500, "")]
    [InlineData("DURATION:P1W", 10080, "")]
    [InlineData("DURATION:P99999999999999999999D", 0, "bad-duration")]
    [InlineData("DURATION:une heure", 0, "bad-duration")]
    [InlineData("DTEND:", 0, "")]
    [InlineData("DTEND:20261021T080000Z", 0, "ends-before")]
    [InlineData("DTEND:20261301T080000Z", 0, "bad-date")]
    [InlineData("DTEND:99991231T235959Z", 0, "bad-date")]
    public void The_end_is_the_one_said_or_the_beginning(string line, int minutes, string rules)
    {
        var read = Feeds.Event(line);
        var slot = Assert.Single(Assert.Single(read.Events).Slots);
        Assert.Equal(minutes, (slot.EndsAt - slot.StartsAt).TotalMinutes);
        Assert.Equal(rules, Feeds.Rules(read));
    }

    [Theory]
    [InlineData("DTEND;VALUE=DATE:20261026", "2026-10-24 2026-10-25", 49)]
    [InlineData("DTEND;VALUE=DATE:20261024", "2026-10-24 2026-10-24", 24)]
    [InlineData("DURATION:P2D", "2026-10-24 2026-10-25", 49)]
    [InlineData("SUMMARY:Rien", "2026-10-24 2026-10-24", 24)]
    public void Whole_days_go_from_midnight_to_midnight_of_Paris_and_the_end_is_the_day_after(string line, string days, int hours)
    {
        var slot = Assert.Single(Assert.Single(Feeds.Event("DTSTART;VALUE=DATE:20261024", line).Events).Slots);
        Assert.True(slot.IsAllDay);
        Assert.Equal(days, $"{slot.FirstDay:yyyy-MM-dd} {slot.LastDay:yyyy-MM-dd}");
        Assert.Equal(Feeds.At(2026, 10, 23, 22), slot.StartsAt);
        Assert.Equal(hours, (slot.EndsAt - slot.StartsAt).TotalHours);
    }

    [Fact]
    public void What_a_calendar_says_is_kept_as_plain_text()
    {
        var one = Assert.Single(Feeds.Event("SUMMARY;LANGUAGE=fr-FR:Fête", "STATUS:TENTATIVE", "SEQUENCE:3", "LOCATION:Salle exemple\\n1 rue du Terril\\, Lens", "GEO:50.43;2.83", "CATEGORIES:Climat,Eau\\, air",
            "CATEGORIES:climat", "URL:https://terril.example/fete", "LAST-MODIFIED:20260901T080000Z", "X-GOOGLE-CONFERENCE:https://visio.example/abc",
            "DESCRIPTION:<p>Venez <b>tous</b> &amp; toutes</p><script>alert(1)</script><ul><li>un<li>deux</ul>").Events);

        Assert.Equal(("fr-fr", CalendarStatus.Tentative, 3), (one.Language, one.Status, one.Sequence));
        Assert.Equal(("Salle exemple", "1 rue du Terril, Lens", (50.43, 2.83)), (one.Place!.Name, one.Place.Address, one.Place.Position!.Value));
        Assert.Equal(["Climat", "Eau, air"], one.Categories);
        Assert.Equal(("https://terril.example/fete", "https://visio.example/abc"), (one.Page, one.Online));
        Assert.Equal(Feeds.At(2026, 9, 1, 8), one.Modified);
        Assert.Equal("Venez tous & toutes\n\n- un\n- deux", one.Description);
    }

    [Theory]
    [InlineData("URL:javascript:alert(1)", "bad-address")]
    [InlineData("URL:https://jeanne:secret@terril.example/", "bad-address")]
    [InlineData("GEO:95;2", "bad-position")]
    [InlineData("GEO:0;0", "bad-position")]
    [InlineData("GEO:ici", "bad-position")]
    [InlineData("SEQUENCE:-1", "bad-sequence")]
    [InlineData("SEQUENCE:99999999999999", "bad-sequence")]
    [InlineData("STATUS:PEUT-ÊTRE", "unknown-status")]
    [InlineData("une ligne perdue", "not-a-property")]
    [InlineData("BEGIN:VALARM", "not-closed")]
    [InlineData("END:VALARM", "end-of-nothing")]
    [InlineData("SUMMARY;X=\"a:b", "bad-parameters")]
    public void What_is_not_readable_is_said_with_its_line_and_the_event_is_read_all_the_same(string line, string rule)
    {
        var read = Feeds.Event(line);
        var one = Assert.Single(read.Events);
        var finding = Assert.Single(read.Findings);

        Assert.Equal((rule, 6), (finding.Rule, finding.Place!.Line));
        Assert.NotEqual(finding.Message.Fr, finding.Message.En);
        Assert.Null(one.Page);
        Assert.True(read.IsWhole);
    }

    [Fact]
    public void An_event_without_a_name_of_its_own_gets_one_that_stays_and_that_is_said()
    {
        var text = Feeds.Calendar("UID:", "SUMMARY:Fête");
        var (first, second) = (Feeds.Read(text), Feeds.Read(text));

        Assert.Equal("no-uid", Feeds.Rules(first));
        Assert.Equal(first.Events[0].Uid, second.Events[0].Uid);
        Assert.NotEqual(first.Events[0].Uid, Feeds.Event("UID:", "SUMMARY:Autre").Events[0].Uid);
    }

    [Fact]
    public void What_its_author_calls_private_is_not_taken_but_is_known_to_be_there()
    {
        var read = Feeds.Event("CLASS:PRIVATE", "SUMMARY:Chez le médecin");
        Assert.Empty(read.Events);
        Assert.Equal("not-public", Feeds.Rules(read));
        Assert.DoesNotContain("médecin", read.Findings[0].Message.Fr, StringComparison.Ordinal);
        Assert.Contains("one@terril.example", read.Uids);
    }

    [Fact]
    public void A_calendar_that_cancels_cancels() =>
        Assert.Equal(CalendarStatus.Cancelled, Assert.Single(Feeds.Read(Feeds.Calendar("STATUS:CONFIRMED").Replace("VERSION:2.0", "METHOD:CANCEL", StringComparison.Ordinal)).Events).Status);

    [Fact]
    public void Tasks_and_journals_are_passed_over_in_silence()
    {
        var read = Feeds.Read("BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:a\nEND:VTODO\nBEGIN:VJOURNAL\nEND:VJOURNAL\nBEGIN:VFREEBUSY\nEND:VFREEBUSY\nEND:VCALENDAR");
        Assert.Empty(read.Events);
        Assert.Empty(read.Findings);
        Assert.True(read.IsWhole);
    }

    [Fact]
    public void A_calendar_that_was_cut_gives_what_was_whole_and_says_that_it_was_cut()
    {
        var text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261021\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20261021T0900";
        var read = Feeds.Read(text);
        Assert.Equal("a", Assert.Single(read.Events).Uid);
        Assert.Equal("cut", Feeds.Rules(read));
        Assert.False(read.IsWhole);
    }

    [Fact]
    public void An_event_that_was_not_closed_before_the_next_is_read()
    {
        var read = Feeds.Read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261021\nBEGIN:VEVENT\nUID:b\nDTSTART:20261022\nEND:VEVENT\nEND:VCALENDAR");
        Assert.Equal(["a", "b"], read.Events.Select(e => e.Uid));
        Assert.Equal("not-closed", Feeds.Rules(read));
    }

    [Fact]
    public void An_event_outside_of_the_window_is_counted_and_known()
    {
        var read = Feeds.Event("DTSTART:20200101T090000Z");
        Assert.Equal((0, 1), (read.Events.Count, read.OutsideWindow));
        Assert.Contains("one@terril.example", read.Uids);
        Assert.Empty(read.Findings);
    }

    [Fact]
    public void Of_two_events_of_one_name_the_later_is_kept_and_the_other_said()
    {
        var two = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSEQUENCE:2\nSUMMARY:Neuf\nDTSTART:20261021\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nSEQUENCE:1\nSUMMARY:Vieux\nDTSTART:20261022\nEND:VEVENT\nEND:VCALENDAR";
        var read = Feeds.Read(two);
        Assert.Equal("Neuf", Assert.Single(read.Events).Title);
        Assert.Equal(("duplicate-uid", 8), (Assert.Single(read.Findings).Rule, read.Findings[0].Place!.Line));
    }

    [Fact]
    public void Sizes_are_bounded_and_what_is_past_them_is_said()
    {
        Assert.Equal("too-large", Feeds.Rules(Feeds.Read(Feeds.Calendar(), Feeds.Window with { MostBytes = 50 })));
        Assert.Equal("line-too-long", Feeds.Rules(Feeds.Event("DESCRIPTION:" + new string('x', 200_000))));
        Assert.Equal("too-many-lines", Feeds.Rules(Feeds.Read(Feeds.Calendar() + string.Concat(Enumerable.Repeat("\r\n", 210_000)))));

        var many = "BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"BEGIN:VEVENT\nUID:{i}\nDTSTART:20261021\nEND:VEVENT\n")) + "END:VCALENDAR";
        var read = Feeds.Read(many, Feeds.Window with { MostEvents = 5 });
        Assert.Equal((5, "too-many-events", false), (read.Events.Count, Feeds.Rules(read), read.IsWhole));
    }

    [Fact]
    public void A_text_that_is_too_long_is_cut_between_characters_and_said()
    {
        var read = Feeds.Event("SUMMARY:" + string.Concat(Enumerable.Repeat("🐘", 400)));
        Assert.Equal(("text-cut", 500), (Feeds.Rules(read), read.Events[0].Title.Length));
        Assert.True(read.Events[0].Title.EnumerateRunes().All(r => r.Value == 0x1F418));
    }

    [Fact]
    public void A_report_stays_short_and_counts_the_rest()
    {
        var read = Feeds.Event([.. Enumerable.Repeat("rien", 1000)]);
        Assert.Equal((200, 800), (read.Findings.Count, read.MoreFindings));
        Assert.All(read.Findings, f => Assert.Equal(Severity.Warning, f.Severity));
    }
}
