using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Terril.Agenda.Reading;
using Terril.Shared.Calendar;

namespace Terril.Tests.Agenda.Reading;

/// <summary>What this site publishes, it reads back as itself: another Terril can take it.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Pieces =
        ["a", "É", "€", "🐘", "👩‍🚒", "\\", "\\n", "\\\\", ",", ";", ":", "\"", "'", "^", "^n", "=", "\n", "\r\n", "\t", "\u0007", "\u2028", "\u00a0", "\u200d", "<", ">", "&amp;", "END:VEVENT", " ", "  ", "terril ", "mot assez long pour plier la ligne "];

    private static readonly FeedWindow Window = new(Feeds.At(2025, 1, 1), Feeds.At(2030, 1, 1));

    private static readonly Gen<string> Texts = Gen.Elements(Pieces).ListOf().Select(string.Concat);

    // Shorter than what is cut.
    private static readonly Gen<string> Names = Texts.Select(t => t.Length <= 90 ? t : string.Concat(t.EnumerateRunes().Take(45)));

    // Around both changes of clock of 2026 and of 2027, more than elsewhere.
    private static readonly Gen<DateTimeOffset> Instants =
        from around in Gen.Elements(Feeds.At(2026, 3, 29), Feeds.At(2026, 10, 25), Feeds.At(2027, 3, 28), Feeds.At(2027, 10, 31), Feeds.At(2026, 7, 1), Feeds.At(2028, 2, 29))
        from minutes in Gen.Choose(-300, 300)
        select around.AddMinutes(minutes);

    private static readonly Gen<CalendarEvent> Events =
        from key in Gen.Choose(1, 1_000_000)
        from sequence in Gen.Choose(0, 40)
        from starts in Instants
        from lasts in Gen.Choose(0, 3000)
        from title in Names
        from description in Texts
        from location in Names
        from status in Gen.Elements(Enum.GetValues<CalendarStatus>())
        from categories in Names.ListOf()
        from latitude in Gen.Choose(-89_999_999, 89_999_999)
        from longitude in Gen.Choose(1, 179_999_999)
        from hasPosition in Gen.Elements(true, false)
        select new CalendarEvent($"visit-{key}@terril.example", sequence, Feeds.At(2026, 1, 2, 3, 4), starts, starts.AddMinutes(lasts), title)
        {
            Status = status, Description = description, Location = location, Categories = [.. categories], Address = $"https://terril.example/visites/{key}",
            Position = hasPosition ? (latitude / 1e6, longitude / 1e6) : null,
        };

    [Fact]
    public void Whatever_is_published_reads_back_as_itself() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(120), Prop.ForAll(Events.ListOf().ToArbitrary(), written =>
    {
        var events = written.DistinctBy(e => e.Uid).ToList();
        var read = ReadCalendar.Run(Encoding.UTF8.GetBytes(WriteCalendar.Run(events, "Visites, exemple")), Window);
        Assert.Empty(read.Findings);
        Assert.Equal("Visites, exemple", read.Name);
        Assert.Equal(events.Select(Said), read.Events.Select(Said));
    }));

    [Theory]
    [InlineData(3, 25)]
    [InlineData(10, 20)]
    public void Each_half_hour_around_a_change_of_clocks_reads_back_as_itself(int month, int day)
    {
        var first = new CalendarEvent("a", 0, Feeds.At(2026, 1, 1), Feeds.At(2026, month, day), Feeds.At(2026, month, day), "a");
        var events = Enumerable.Range(0, 48 * 8).Select(i => first with { Uid = $"{i}", StartsAt = first.StartsAt.AddMinutes(30 * i), EndsAt = first.StartsAt.AddMinutes((30 * i) + 45) }).ToList();
        var read = ReadCalendar.Run(Encoding.UTF8.GetBytes(WriteCalendar.Run(events)), Window);

        Assert.Equal(events.Select(e => (e.StartsAt, e.EndsAt)), read.Events.Select(e => (e.Slots[0].StartsAt, e.Slots[0].EndsAt)));
    }

    private static string Said(CalendarEvent e) => string.Join('|', e.Uid, e.Sequence, e.Status, e.StampedAt, e.StartsAt, e.EndsAt, Line(e.Summary), Plain(e.Description), Where(e.Location), e.Address,
        e.Position, string.Join('/', e.Categories.Select(Line).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)));

    private static string Said(FeedEvent e) => string.Join('|', e.Uid, e.Sequence, e.Status, e.Modified, e.Slots[0].StartsAt, e.Slots[0].EndsAt, e.Title, e.Description, Where(e.Place), e.Page,
        e.Place?.Position, string.Join('/', e.Categories));

    // Its first line, and the rest as one.
    private static string Where(string location) => Plain(location).Split('\n', 2) is [var name, var address] ? (name.Trim() + "\n" + Line(address)).Trim() : Plain(location);

    private static string Where(FeedPlace? place) => place is null ? "" : (place.Name + "\n" + place.Address).Trim();

    // As it is written: no character of control but the end of a line.
    private static string Plain(string text) => new string([.. text.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))]).Trim();

    private static string Line(string text) => Plain(text).Replace('\n', ' ');
}
