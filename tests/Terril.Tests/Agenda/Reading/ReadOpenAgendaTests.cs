using System.Text;
using Terril.Agenda.Reading;
using Terril.Shared.Calendar;

namespace Terril.Tests.Agenda.Reading;

public sealed class ReadOpenAgendaTests
{
    private const string Timing = "{\"begin\":\"2026-10-21T09:00:00+02:00\",\"end\":\"2026-10-21T11:00:00+02:00\"}";

    [Theory]
    [InlineData("{\"events\":[{0}]}")]
    [InlineData("[{0}]")]
    [InlineData("{\"event\":{0}}")]
    [InlineData("{0}")]
    [InlineData("{\"data\":[{0}]}")]
    [InlineData("{\"results\":[{\"fields\":{0}}]}")]
    public void A_list_is_found_wherever_it_is(string shape)
    {
        var read = Read(shape.Replace("{0}", $"{{\"uid\":12,\"title\":{{\"fr\":\"Fête\"}},\"timings\":[{Timing}]}}", StringComparison.Ordinal));
        Assert.Equal(("12", "Fête", "10-21T07:00"), (Assert.Single(read.Events).Uid, read.Events[0].Title, Feeds.Starts(read.Events[0])));
        Assert.Equal(FeedFormat.OpenAgenda, read.Format);
        Assert.Empty(read.Findings);
    }

    [Theory]
    [InlineData("1", CalendarStatus.Confirmed)]
    [InlineData("2", CalendarStatus.Confirmed)]
    [InlineData("3", CalendarStatus.Confirmed)]
    [InlineData("4", CalendarStatus.Tentative)]
    [InlineData("5", CalendarStatus.Confirmed)]
    [InlineData("6", CalendarStatus.Cancelled)]
    [InlineData("{\"id\":6,\"label\":{\"fr\":\"Annulé\"}}", CalendarStatus.Cancelled)]
    [InlineData("\"cancelled\"", CalendarStatus.Cancelled)]
    [InlineData("77", CalendarStatus.Confirmed, "unknown-status")]
    [InlineData("null", CalendarStatus.Confirmed)]
    public void A_status_is_a_number_or_a_word(string said, CalendarStatus status, string rules = "")
    {
        var read = One($"\"status\":{said}");
        Assert.Equal((status, rules), (Assert.Single(read.Events).Status, Feeds.Rules(read)));
    }

    [Fact]
    public void The_older_version_says_its_places_and_dates_otherwise()
    {
        var one = Assert.Single(Read("{\"data\":[{\"uid\":\"7\",\"title\":{\"en\":\"Fair\",\"fr\":\"Foire\"},\"freeText\":{\"fr\":\"Long\"},\"locations\":[{\"placename\":\"Halle exemple\",\"address\":\"1 rue, Lens\",\"latitude\":\"50.4\",\"longitude\":\"2.8\","
            + "\"dates\":[{\"date\":\"2026-10-21\",\"timeStart\":\"09:00:00\",\"timeEnd\":\"12:00:00\"},{\"date\":\"2026-10-22\"}]}],\"tags\":[{\"label\":\"Eau\"}]}]}").Events);
        Assert.Equal(("Foire", "fr", "Long", "Halle exemple", (50.4, 2.8)), (one.Title, one.Language, one.Description, one.Place!.Name, one.Place.Position!.Value));
        Assert.Equal("10-22 10-21T07:00", Feeds.Starts(one with { Slots = [.. one.Slots.OrderByDescending(s => s.IsAllDay)] }));
        Assert.Equal(["Eau"], one.Categories);
    }

    [Fact]
    public void What_cannot_be_read_is_said_with_its_path()
    {
        var read = Read($"{{\"events\":[3,{{\"uid\":1,\"title\":\"a\",\"timings\":[{{\"begin\":\"demain\"}},{Timing}],\"canonicalUrl\":\"javascript:x\"}},{{\"uid\":2,\"title\":\"b\"}},{{\"uid\":3,\"title\":\"c\",\"state\":0,\"timings\":[{Timing}]}}]}}");
        Assert.Equal("1", Assert.Single(read.Events).Uid);
        Assert.Equal(["events[0] not-an-event", "events[1].timings[0] bad-date", "events[1].canonicalUrl bad-address", "events[2] no-date", "events[3] not-public"], read.Findings.Select(f => $"{f.Place} {f.Rule}"));
        Assert.True(read.Uids.IsSupersetOf(["1", "2", "3"]));
    }

    [Fact]
    public void Two_events_of_one_identifier_are_one_and_the_other_is_said()
    {
        var read = Read($"[{{\"uid\":1,\"title\":\"a\",\"timings\":[{Timing}]}},{{\"uid\":1,\"title\":\"b\",\"timings\":[{Timing}]}}]");
        Assert.Equal(("a", "duplicate-uid"), (Assert.Single(read.Events).Title, Feeds.Rules(read)));
    }

    [Fact]
    public void A_page_of_a_longer_list_is_not_held_to_be_whole()
    {
        var read = Read($"{{\"total\":50,\"events\":[{{\"uid\":1,\"title\":\"a\",\"timings\":[{Timing}]}}]}}");
        Assert.Equal((1, "more-pages", false), (read.Events.Count, Feeds.Rules(read), read.IsWhole));
    }

    [Theory]
    [InlineData("{\"events\":[", "bad-json")]
    [InlineData("{\"a\":1}", "no-events")]
    [InlineData("{\"events\":{}}", "no-events")]
    public void A_JSON_that_is_something_else_is_refused(string text, string rule)
    {
        var read = Read(text);
        Assert.Equal((rule, false, false), (Feeds.Rules(read), read.IsReadable, read.IsWhole));
    }

    [Theory]
    [InlineData("\"title\":\"\\ud800\"")]
    [InlineData("\"ti\\ud800tle\":\"a\"")]
    [InlineData("\"location\":{\"latitude\":1e999,\"longitude\":\"NaN\",\"name\":[1]}")]
    [InlineData("\"status\":{\"id\":{}}")]
    [InlineData("\"timings\":\"[{\"")]
    [InlineData("\"keywords\":{\"fr\":3},\"organizer\":[]")]
    public void Odd_values_do_not_break_the_reading(string field) => Assert.NotNull(One(field));

    private static FeedRead One(string field) => Read($"{{\"events\":[{{\"uid\":1,{field},\"timings\":[{Timing}]}}]}}");

    private static FeedRead Read(string text) => ReadFeed.Run(Encoding.UTF8.GetBytes(text), "application/json", Feeds.Window);
}
