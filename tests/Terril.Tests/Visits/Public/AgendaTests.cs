using System.Net;
using Terril.Tests.Harness;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Public;

/// <summary>The agenda: what is to come first, by month, then the month, the places, the catalogue, and what was.</summary>
public sealed class AgendaTests
{
    [Theory, OnBothDatabases]
    public async Task The_sample_shows_what_is_to_come_the_catalogue_and_the_two_days_of_2015(Provider on)
    {
        var house = await PublicHouse.Shared(on);
        var page = await house.Page("/visites");

        Assert.Equal(["Décembre 2026", "Janvier 2027"], page.QuerySelectorAll("section[aria-labelledby=liste] > h3").Select(h => h.TextContent));
        Assert.Contains("3 visites à venir", await house.Words("/visites"), StringComparison.Ordinal);
        Assert.Equal(["/visites/circuits/exemple-espaces-verts", "/visites/circuits/exemple-parcours-des-dechets"], page.QuerySelectorAll("section[aria-labelledby=catalogue] li a").Select(a => a.GetAttribute("href")));
        var past = page.QuerySelectorAll("section[aria-labelledby=passees] .list a").Select(a => a.GetAttribute("href"));
        Assert.Equal(["/visites/climate-tour-lille-2015", "/visites/climate-tour-dunkerque-2015"], past);
        Assert.All(page.QuerySelectorAll("section[aria-labelledby=liste] h4"), title => Assert.StartsWith("Exemple", title.TextContent, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_date_that_was_moved_stays_with_what_replaces_it(Provider on)
    {
        var house = await PublicHouse.Shared(on);
        var lines = (await house.Page("/visites")).QuerySelectorAll("section[aria-labelledby=liste] .when").Where(l => l.TextContent.Contains("espaces verts", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, lines.Count);
        Assert.Equal("2026-12-08T13:30+01:00", lines[0].QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Contains("Reportée", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-12-29T13:30+01:00", lines[1].QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Contains("Date d’abord annoncée", lines[1].TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Each_state_is_said_and_what_is_cancelled_stays(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        var day = new DateTimeOffset(2026, 12, 10, 8, 0, 0, TimeSpan.Zero);
        await house.Add("libre", day, s => s.Taken = 24);
        await house.Add("complete", day.AddDays(1), s => (s.Taken, s.Waiting) = (30, 4));
        await house.Add("ordre", day.AddDays(1), s => (s.Taken, s.Waiting, s.Rule) = (28, 1, WaitingRule.StrictOrder));
        await house.Add("annulee", day.AddDays(2), s => (s.State, s.ReasonFr) = (SessionState.Cancelled, "Le site est fermé."));
        await house.Add("groupe", day.AddDays(3), s => (s.Audience, s.GroupName) = (Audience.Group, "Lycée exemple"));
        await house.Add("bientot", day.AddDays(4), s => s.RegistrationOpensAt = day.AddDays(-5));
        await house.Add("close", day.AddDays(5), s => s.RegistrationClosesAt = house.Clock.Now.AddHours(-1));
        await house.Add("brouillon", day.AddDays(6), s => s.State = SessionState.Draft);

        var page = await house.Page("/visites");
        string Tag(string slug) => string.Join(' ', page.QuerySelector($"section[aria-labelledby=liste] a[href='/visites/{slug}']")!.Closest("li")!.QuerySelectorAll(".tag").Select(t => t.TextContent)).Replace('\u00a0', ' ');
        Assert.Equal("6 places sur 30", Tag("libre"));
        Assert.Equal("Complet, 4 en attente", Tag("complete"));
        Assert.Equal("Complet, 1 en attente", Tag("ordre"));
        Assert.Equal("Annulée", Tag("annulee"));
        Assert.Equal("Pour un groupe : Lycée exemple", Tag("groupe"));
        Assert.Equal("Inscriptions à partir du 5 décembre 2026", Tag("bientot"));
        Assert.Equal("Inscriptions closes", Tag("close"));
        Assert.Contains("Le site est fermé.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("a[href='/visites/brouillon']"));
        Assert.Contains(page.QuerySelectorAll(".cal a"), a => a.TextContent == "Visite complete, complet");
    }

    [Theory]
    [OnBothDatabases("?theme=waste", 2)]
    [OnBothDatabases("?theme=nature", 1)]
    [OnBothDatabases("?territory=region:32", 3)]
    [OnBothDatabases("?territory=epci:200093201", 2)]
    [OnBothDatabases("?territory=commune:59350", 2)]
    [OnBothDatabases("?territory=commune:59183", 1)]
    [OnBothDatabases("?territory=department:62", 0)]
    [OnBothDatabases("?language=lsf", 2)]
    [OnBothDatabases("?indicator=waste.household.per-inhabitant", 2)]
    [OnBothDatabases("?from=2027-01-01", 1)]
    [OnBothDatabases("?to=2026-12-20", 1)]
    [OnBothDatabases("?from=2015-01-01&to=2015-12-31", 2)]
    [OnBothDatabases("?theme=waste&language=en", 0)]
    public async Task Filters_combine_and_list_places_and_calendar_agree(Provider on, string query, int count)
    {
        var house = await PublicHouse.Shared(on);
        var page = await house.Page($"/visites{query}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        static List<string?> Links(AngleSharp.Dom.IDocument page, string where) => [.. page.QuerySelectorAll($"section[aria-labelledby={where}] a").Select(a => a.GetAttribute("href")).Where(h => h!.StartsWith("/visites/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        var listed = Links(page, "liste");

        Assert.Equal(count, listed.Count);
        Assert.Equal(listed, Links(page, "lieux"));
        var feed = page.QuerySelector("a[type='text/calendar']")!.GetAttribute("href")!;
        var calendar = await house.Text(feed);
        Assert.All(listed, path => Assert.Contains($"{path}\r\n", calendar.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal));
        if (query != "?from=2015-01-01&to=2015-12-31") Assert.All(page.QuerySelectorAll("nav .pager a").Select(a => a.GetAttribute("href")), href => Assert.Contains(query[1..].Split('=')[0] + "=", href, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?theme=waste&free=1&language=nl", "Aucune visite ne correspond.", "2 visites existent sans le filtre « Langue ».")]
    [InlineData("?theme=rien", "Aucune visite ne correspond.", "3 visites existent sans le filtre « Thème ».")]
    [InlineData("?theme=rien&language=nl", "Aucune visite ne correspond.", "Même avec un filtre de moins")]
    public async Task When_nothing_is_found_what_is_near_is_said(string query, string title, string near)
    {
        var words = await (await PublicHouse.Shared(Provider.Sqlite)).Words($"/visites{query}");
        Assert.Contains(title, words, StringComparison.Ordinal);
        Assert.Contains(near, words, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_empty_room_says_so_and_hides_from_other_pages(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        Assert.Contains("Aucune date n’est annoncée.", await house.Words("/visites"), StringComparison.Ordinal);
        Assert.Null((await house.Page("/")).GetElementById("agir"));
        Assert.Null((await house.Page("/territoires/department/62/pas-de-calais")).GetElementById("agir"));
    }

    [Theory]
    [InlineData("?from=hier")]
    [InlineData("?month=2026-13")]
    [InlineData("?theme=deux%20mots")]
    public async Task What_cannot_be_read_is_refused_in_words(string query)
    {
        var page = await (await PublicHouse.Shared(Provider.Sqlite)).Page($"/visites{query}");
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains(query[1..].Split('=')[0], page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Hours_are_those_of_Paris_on_both_sides_of_the_change(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        house.Clock.Now = new(2026, 10, 20, 8, 0, 0, TimeSpan.Zero);
        await house.Add("avant", new(2026, 10, 24, 7, 0, 0, TimeSpan.Zero));
        await house.Add("apres", new(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));
        // Begins on Sunday at 23:30 in UTC: Monday in Paris.
        await house.Add("nuit", new(2026, 11, 1, 23, 30, 0, TimeSpan.Zero));

        var page = await house.Page("/visites?month=2026-10");
        string Time(string slug) => page.QuerySelector($"section[aria-labelledby=liste] a[href='/visites/{slug}']")!.Closest("li")!.QuerySelector("time")!.GetAttribute("datetime")!;
        Assert.Equal("2026-10-24T09:00+02:00", Time("avant"));
        Assert.Equal("2026-10-26T09:00+01:00", Time("apres"));
        Assert.Equal("2026-11-02T00:30+01:00", Time("nuit"));
        Assert.Equal(["Octobre 2026", "Novembre 2026"], page.QuerySelectorAll("section[aria-labelledby=liste] > h3").Select(h => h.TextContent));
        Assert.Contains(page.QuerySelectorAll(".cal td"), cell => cell.TextContent.StartsWith("26", StringComparison.Ordinal) && cell.TextContent.Contains("apres", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task A_circuit_tells_its_stops_its_dates_and_what_is_behind_it(Provider on)
    {
        var house = await PublicHouse.Shared(on);
        var page = await house.Page("/visites/circuits/exemple-parcours-des-dechets");

        Assert.Equal(["Centre de valorisation organique, Sequedin", "Ressourcerie de quartier, Lille", "Un quartier en compostage partagé"], page.QuerySelectorAll(".steps h3").Select(h => h.TextContent));
        Assert.Equal(2, page.QuerySelectorAll("aside a[href^='/visites/exemple-parcours']").Length);
        Assert.NotNull(page.QuerySelector("a[href^='/contact?subject=question&about=']"));
        Assert.NotNull(page.QuerySelector("a[href='/indicateurs/waste.odema.per-inhabitant']"));
        Assert.Equal(HttpStatusCode.NotFound, (await house.Page("/visites/circuits/nulle-part")).StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task Visits_answer_a_search_and_are_in_the_plan_and_for_robots(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        var found = (await house.Page("/recherche?q=parcours")).QuerySelectorAll("main .list a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains("/visites/circuits/exemple-parcours-des-dechets", found);
        Assert.Contains("/visites/exemple-parcours-des-dechets-1", found);

        await house.Add("terrils-jumeaux", house.Clock.Now.AddDays(3), s => s.About.TitleFr = "Les terrils jumeaux");
        using var alone = await house.Client.GetAsync(new Uri("/recherche?q=jumeaux", UriKind.Relative));
        Assert.Equal("/visites/terrils-jumeaux", alone.Headers.Location?.OriginalString);

        Assert.NotNull((await house.Page("/plan-du-site")).QuerySelector("a[href='/visites/circuits/exemple-espaces-verts']"));
        var robots = await house.Text("/sitemap.xml");
        Assert.All(["/visites<", "/visites/climate-tour-lille-2015<", "/visites/circuits/exemple-espaces-verts<"], path => Assert.Contains(path, robots, StringComparison.Ordinal));
        Assert.NotNull((await house.Page("/visites")).QuerySelector("header .nav a[aria-current][href='/agenda']"));
    }
}
