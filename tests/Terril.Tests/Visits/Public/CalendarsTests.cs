using System.Net;
using System.Text;
using System.Text.Json;
using Terril.Tests.Harness;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Public;

/// <summary>The sessions as calendars and search engines read them.</summary>
public sealed class CalendarsTests
{
    [Theory, OnBothDatabases]
    public async Task The_feed_has_all_sessions_and_keeps_those_that_were_moved_or_cancelled(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        await house.Change("exemple-parcours-des-dechets-1", s => (s.State, s.Sequence) = (SessionState.Cancelled, 1));
        await house.Add("brouillon", house.Clock.Now.AddDays(4), s => s.State = SessionState.Draft);
        using var answer = await house.Client.GetAsync(new Uri("/visites/agenda.ics", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        var events = Events(text);

        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(5, events.Count);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        var cancelled = events.Single(e => e.Contains("/visites/exemple-parcours-des-dechets-1", StringComparison.Ordinal));
        Assert.Contains("STATUS:CANCELLED", cancelled, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1", cancelled, StringComparison.Ordinal);
        var moved = events.Single(e => e.Contains("/visites/exemple-espaces-verts-1", StringComparison.Ordinal));
        Assert.Contains("SEQUENCE:1", moved, StringComparison.Ordinal);
        Assert.Contains("STATUS:CONFIRMED", moved, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Paris:20261229T133000", moved, StringComparison.Ordinal);
        Assert.Equal(5, events.Select(e => e.Split('\n').First(l => l.StartsWith("UID:", StringComparison.Ordinal))).Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task A_calendar_that_has_it_is_told_nothing_until_something_changes(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        foreach (var path in new[] { "/visites/agenda.ics", "/visites/agenda.ics?territory=epci:200093201", "/visites/exemple-parcours-des-dechets-1.ics" })
        {
            using var first = await house.Client.GetAsync(new Uri(path, UriKind.Relative));
            var tag = first.Headers.ETag!;
            Assert.Equal(HttpStatusCode.NotModified, await Status(house, path, tag));
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.Change("exemple-parcours-des-dechets-1", s => s.Sequence++);
            Assert.Equal(HttpStatusCode.OK, await Status(house, path, tag));
        }
    }

    [Theory, OnBothDatabases]
    public async Task One_session_is_one_event_and_the_same_for_ever(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        string Uid(string text) => Events(text).Single().Split('\n').First(l => l.StartsWith("UID:", StringComparison.Ordinal));
        var before = Uid(await house.Text("/visites/exemple-parcours-des-dechets-1.ics"));
        await house.Change("exemple-parcours-des-dechets-1", s => (s.State, s.Sequence) = (SessionState.Cancelled, 2));
        Assert.Equal(before, Uid(await house.Text("/en/visites/exemple-parcours-des-dechets-1.ics")));
        Assert.Equal(HttpStatusCode.NotFound, (await house.Client.GetAsync(new Uri("/visites/nulle-part.ics", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await house.Client.GetAsync(new Uri("/visites/agenda.ics?from=hier", UriKind.Relative))).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task A_page_tells_its_event_to_machines_in_a_block_that_nothing_closes(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        var day = new DateTimeOffset(2026, 12, 10, 8, 0, 0, TimeSpan.Zero);
        await house.Add("ouverte", day, s => (s.About.TitleFr, s.Taken, s.PriceCents) = ("</script><b>&é", 24, 1250));
        await house.Add("deplacee", day, s => (s.State, s.PreviousStartsAt) = (SessionState.Moved, day.AddDays(-3)));
        await house.Add("annulee", day, s => s.State = SessionState.Cancelled);
        await house.Add("complete", day, s => s.Taken = 30);

        var open = await Event(house, "ouverte");
        Assert.Equal("</script><b>&é", open.GetProperty("name").GetString());
        Assert.Equal("2026-12-10T09:00:00+01:00", open.GetProperty("startDate").GetString());
        Assert.Equal("https://schema.org/EventScheduled", open.GetProperty("eventStatus").GetString());
        Assert.Equal(6, open.GetProperty("remainingAttendeeCapacity").GetInt32());
        Assert.Equal("12.50", open.GetProperty("offers").GetProperty("price").GetString());
        Assert.Equal("https://schema.org/InStock", open.GetProperty("offers").GetProperty("availability").GetString());
        Assert.Equal("1 rue exemple, Lille", open.GetProperty("location").GetProperty("address").GetString());

        var moved = await Event(house, "deplacee");
        Assert.Equal(("https://schema.org/EventRescheduled", "2026-12-07T09:00:00+01:00"), (moved.GetProperty("eventStatus").GetString(), moved.GetProperty("previousStartDate").GetString()));

        var cancelled = await Event(house, "annulee");
        Assert.Equal(("https://schema.org/EventCancelled", "2026-12-10T09:00:00+01:00"), (cancelled.GetProperty("eventStatus").GetString(), cancelled.GetProperty("startDate").GetString()));
        Assert.False(cancelled.TryGetProperty("offers", out _));

        Assert.Equal("https://schema.org/SoldOut", (await Event(house, "complete")).GetProperty("offers").GetProperty("availability").GetString());
    }

    private static async Task<JsonElement> Event(House house, string slug) =>
        JsonDocument.Parse((await house.Page($"/visites/{slug}")).QuerySelectorAll("script[type='application/ld+json']").Single().TextContent).RootElement;

    private static async Task<HttpStatusCode> Status(House house, string path, System.Net.Http.Headers.EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { IfNoneMatch = { tag } } };
        using var answer = await house.Client.SendAsync(request);
        return answer.StatusCode;
    }

    // Unfolded, one text an event.
    private static List<string> Events(string calendar) =>
        [.. calendar.Replace("\r\n ", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Split("BEGIN:VEVENT").Skip(1)];
}
