using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Terril.Agenda.Events;
using Terril.Agenda.Reading;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Agenda;

/// <summary>The agenda as a page, a calendar, news and open data: the same dates.</summary>
public sealed class PagesTests
{
    [Theory, OnBothDatabases]
    public async Task List_calendar_and_open_data_tell_the_same_dates_for_fifty_filters(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        var (random, now) = (new Random(6), house.Clock.Now);
        string[] territories = ["commune:59183", "epci:200093201", "department:62", "region:32", ""], themes = ["waste", "energy", ""], audiences = ["elected", "students", "everybody", ""], words = ["haies", "compost", "vélo"];
        for (var i = 0; i < 60; i++)
        {
            var starts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => now.AddDays(random.Next(1, 80)).AddMinutes(random.Next(600))).ToArray();
            await house.Event($"Rendez-vous {words[random.Next(3)]} {i}", e =>
            {
                (e.Kind, e.Attendance, e.IsFree) = ((EventKind)random.Next(9), (Attendance)random.Next(3), random.Next(3) switch { 0 => true, 1 => false, _ => null });
                (e.Territories, e.Themes, e.Audiences) = ($" {territories[random.Next(5)]} ", $" {themes[random.Next(3)]} ", $" {audiences[random.Next(4)]} ");
            }, starts);
        }
        for (var i = 0; i < 8; i++) await house.Add($"visite-{i}", now.AddDays(3 * i + 2), s => s.About.Territories = $" {territories[i % 4]} ");

        HashSet<string> sizes = [];
        for (var i = 0; i < 50; i++)
        {
            string One(string name, params string[] values) => random.Next(3) == 0 ? $"{name}={values[random.Next(values.Length)]}&" : "";
            var query = (One("kind", "visit", "workshop", "conference", "other") + One("theme", "waste", "energy") + One("territory", "commune:59183", "epci:200093201", "department:62") + One("audience", "elected", "students")
                + One("free", "1") + One("online", "1") + One("q", "haies", "compost", "visite") + One("from", AgendaHouse.Day(now.AddDays(10))) + One("to", AgendaHouse.Day(now.AddDays(40)))).TrimEnd('&');
            var (listed, count) = await Listed(house, query);
            Assert.Equal(count, listed.Count);
            Assert.Equal(listed, await Api(house, query));
            Assert.Equal(listed.Order(StringComparer.Ordinal), Calendar(await house.Text($"/agenda.ics?{query}"), query.Contains("from=", StringComparison.Ordinal) ? DateTimeOffset.MinValue : new DateTimeOffset(now.Date, TimeSpan.Zero)).Order(StringComparer.Ordinal));
            Assert.Equal(listed.Take(10), (await house.Page($"/agenda/cadre?{query}")).QuerySelectorAll("ol li a").Select(a => a.TextContent));
            sizes.Add($"{count}");
        }
        // The filters did filter.
        Assert.True(sizes.Count > 10, $"{sizes.Count}");
    }

    [Fact]
    public async Task A_month_a_week_and_a_day_show_what_touches_them_and_lead_to_the_next()
    {
        await using var house = await PublicHouse.WithoutVisits(Provider.Sqlite);
        var at = new DateTimeOffset(2026, 12, 10, 13, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 6; i++) await house.Event($"Atelier {i}", starts: at.AddMinutes(30 * i));
        await house.Event("Exposition", e => { foreach (var d in e.Dates) (d.StartsAt, d.EndsAt, d.IsAllDay) = (new(2026, 12, 6, 23, 0, 0, TimeSpan.Zero), new(2026, 12, 11, 23, 0, 0, TimeSpan.Zero), true); });
        await house.Event("En janvier", starts: new DateTimeOffset(2027, 1, 5, 9, 0, 0, TimeSpan.Zero));
        await house.Add("parcours", at);

        var month = await house.Page("/agenda?view=month&day=2026-12-24");
        Assert.Equal("8", month.QuerySelector("#compte")!.GetAttribute("data-count"));
        // A full day says how many more there are, and leads to them.
        var more = month.QuerySelectorAll("table.cal a").Single(a => a.TextContent.Contains("autres", StringComparison.Ordinal));
        Assert.Equal("/agenda?view=day&day=2026-12-10", more.GetAttribute("href"));
        Assert.Equal("/agenda?view=month&day=2027-01-01", month.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal("8", (await house.Page("/agenda?view=day&day=2026-12-10")).QuerySelector("#compte")!.GetAttribute("data-count"));
        Assert.Equal("1", (await house.Page("/agenda?view=day&day=2026-12-08")).QuerySelector("#compte")!.GetAttribute("data-count"));
        Assert.Equal("0", (await house.Page("/agenda?view=day&day=2026-12-12")).QuerySelector("#compte")!.GetAttribute("data-count"));
        Assert.Equal("8", (await house.Page("/agenda?view=week&day=2026-12-07")).QuerySelector("#compte")!.GetAttribute("data-count"));
        Assert.Equal("1", (await house.Page("/en/agenda?view=week&day=2027-01-08")).QuerySelector("#compte")!.GetAttribute("data-count"));
    }

    [Theory, OnBothDatabases]
    public async Task What_changes_shows_at_the_next_request_and_what_is_over_leaves_the_list(Provider on)
    {
        await using var house = await House.Open(on);
        var one = await house.Event("Un débat");
        Assert.Contains("Un débat", await house.Words("/agenda"), StringComparison.Ordinal);
        await house.InDatabase(async db =>
        {
            var found = await db.AgendaEvents.FindAsync(one.Id);
            (found!.TitleFr, found.ChangedAt) = ("Un grand débat", house.Clock.Now.AddSeconds(1));
            return await db.SaveChangesAsync();
        });
        Assert.Contains("Un grand débat", await house.Words("/agenda"), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromDays(11));
        Assert.DoesNotContain("Un grand débat", (await house.Page("/agenda")).QuerySelector("section[aria-labelledby=liste]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Un grand débat", await house.Words("/agenda/un-debat"), StringComparison.Ordinal);
    }

    /// <summary>What this site publishes, another one takes: the calendar and the news are read back by the readers of feeds.</summary>
    [Fact]
    public async Task The_calendar_and_the_news_are_read_back_as_they_were_said()
    {
        await using var house = await House.Open(Provider.Sqlite);
        await house.Event("L’atelier, « de » ; 100 % utile \\ & <b>", e => e.PlaceName = "Salle exemple, Lille");
        await house.Event("Exposition", e => { foreach (var d in e.Dates) (d.StartsAt, d.EndsAt, d.IsAllDay) = (new(2026, 12, 6, 23, 0, 0, TimeSpan.Zero), new(2026, 12, 11, 23, 0, 0, TimeSpan.Zero), true); });
        var window = new FeedWindow(house.Clock.Now, house.Clock.Now.AddYears(1));

        var calendar = ReadFeed.Run(Encoding.UTF8.GetBytes(await house.Text("/agenda.ics")), null, window);
        Assert.Empty(calendar.Findings);
        Assert.Equal(["Exposition", "L’atelier, « de » ; 100 % utile \\ & <b>"], calendar.Events.Select(e => e.Title.Replace('\u202f', ' ').Replace('\u00a0', ' ')).Order(StringComparer.Ordinal));
        Assert.Equal((new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 11)), (calendar.Events.Single(e => e.Title == "Exposition").Slots[0].FirstDay, calendar.Events.Single(e => e.Title == "Exposition").Slots[0].LastDay));

        var news = ReadFeed.Run(Encoding.UTF8.GetBytes(await house.Text("/agenda.rss")), null, window);
        Assert.Empty(news.Findings);
        Assert.Equal(2, news.Events.Count);
        Assert.Equal("Salle exemple, Lille", news.Events[0].Place!.Name);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_a_frame_keeps_no_cookie()
    {
        await using var house = await House.Open(Provider.Sqlite);
        foreach (var path in new[] { "/agenda?kind=fete", "/agenda?view=an", "/agenda?day=hier", "/agenda?from=2026-31-12", "/agenda.ics?kind=fete", "/agenda.rss?to=demain", "/agenda/cadre?from=x", "/agenda?number=2", "/api/v1/events?from=hier" })
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, (await house.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode));
        using var frame = await house.Client.GetAsync(new Uri("/agenda/cadre", UriKind.Relative));
        Assert.False(frame.Headers.Contains("Set-Cookie"));
        Assert.Contains("frame-ancestors *", frame.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_thousand_events_stay_light()
    {
        await using var house = await PublicHouse.WithoutVisits(Provider.Sqlite);
        var now = house.Clock.Now;
        string[] territories = ["commune:59183", "epci:200093201", "epci:245900428", "epci:200033579", "department:62"];
        for (var batch = 0; batch < 10; batch++)
        {
            await house.InDatabase(async db =>
            {
                db.ChangeTracker.AutoDetectChangesEnabled = false;
                for (var i = 0; i < 5_000; i++)
                {
                    var number = (batch * 5_000) + i;
                    var one = AgendaHouse.NewEvent(now, $"Un rendez-vous au titre assez long pour être vraisemblable, numéro {number}", now.AddMinutes((number * 17) - 200_000));
                    (one.Territories, one.Themes) = ($" {territories[i % 5]} ", " waste ");
                    db.AgendaEvents.Add(one);
                }
                return await db.SaveChangesAsync();
            });
        }

        foreach (var path in new[] { "/agenda", "/agenda?view=month", "/en/agenda?view=week&day=2027-02-01", "/agenda?view=day", "/agenda?territory=commune:59183", "/agenda/cadre", "/agenda.rss", "/api/v1/events" })
        {
            var bytes = Encoding.UTF8.GetByteCount(await house.Text(path));
            Assert.True(bytes < 100_000, $"{path}: {bytes} bytes");
        }
        Assert.InRange(int.Parse((await house.Page("/agenda?view=month&day=2027-03-01")).QuerySelector("#compte")!.GetAttribute("data-count")!, CultureInfo.InvariantCulture), 2_000, 3_500);
    }

    private static async Task<(List<string> Titles, int Count)> Listed(House house, string query)
    {
        List<string> titles = [];
        for (var number = 1; ; number++)
        {
            var page = await house.Page($"/agenda?{query}{(query.Length > 0 ? "&" : "")}number={number}");
            titles.AddRange(page.QuerySelectorAll("section[aria-labelledby=liste] ol.list > li h4 a").Select(a => a.TextContent));
            if (page.QuerySelector("section[aria-labelledby=liste] a[rel=next]") is null) return (titles, int.Parse(page.QuerySelector("#compte")!.GetAttribute("data-count")!, CultureInfo.InvariantCulture));
        }
    }

    // A calendar goes back further than a list.
    private static List<string> Calendar(string text, DateTimeOffset from) =>
        [.. ReadCalendar.Run(Encoding.UTF8.GetBytes(text), new(from, new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)) { MostEvents = 10_000 }).Events.Select(e => e.Title)];

    private static async Task<List<string>> Api(House house, string query)
    {
        List<string> titles = [];
        for (var path = $"/api/v1/events?take=7{(query.Length > 0 ? "&" : "")}{query}"; path is not null;)
        {
            var page = JsonDocument.Parse(await house.Text(path)).RootElement;
            titles.AddRange(page.GetProperty("data").EnumerateArray().Select(a => a.GetProperty("title").GetProperty("fr").GetString()!));
            path = page.GetProperty("next").GetString();
        }
        return titles;
    }
}
