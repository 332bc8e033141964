using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Tests.Harness;
using Terril.Visits.Public;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Public;

/// <summary>Pages that are kept and show visits: they say at once what changes, and are sent from memory until then.</summary>
public sealed class KeptVisitsTests
{
    private const string Sheet = "/territoires/epci/200093201/metropole-europeenne-de-lille";
    private const string Indicator = "/indicateurs/waste.household.per-inhabitant";

    public static string[] Pages => [Sheet, Indicator, "/"];

    [Theory, OnBothDatabases]
    public async Task What_is_published_moved_or_cancelled_shows_at_once_on_kept_pages(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        await Kept(house);

        await house.Add("nouvelle", house.Clock.Now.AddDays(2));
        foreach (var page in Pages) Assert.Contains("Visite nouvelle, 23 novembre 2026.", await Loop(house, page), StringComparison.Ordinal);
        await Kept(house);

        await house.Change("nouvelle", s => (s.State, s.PreviousStartsAt, s.StartsAt, s.EndsAt) = (SessionState.Moved, s.StartsAt, s.StartsAt.AddDays(1), s.EndsAt.AddDays(1)));
        foreach (var page in Pages) Assert.Contains("Visite nouvelle, reportée au 24 novembre 2026.", await Loop(house, page), StringComparison.Ordinal);

        await house.Change("nouvelle", s => s.State = SessionState.Cancelled);
        foreach (var page in Pages) Assert.Contains("Visite nouvelle, 24 novembre 2026, annulée.", await Loop(house, page), StringComparison.Ordinal);
        await Kept(house);
    }

    [Theory, OnBothDatabases]
    public async Task What_is_over_goes_to_what_others_did_when_its_hour_comes(Provider on)
    {
        await using var house = await PublicHouse.WithoutVisits(on);
        await house.Add("jour", house.Clock.Now.AddHours(1));
        Assert.Contains("Visite jour", (await Cells(house, Sheet))["À voir sur place"], StringComparison.Ordinal);

        house.Clock.Advance(TimeSpan.FromHours(8));

        Assert.Contains("Visite jour", (await Cells(house, Sheet))["Ce que d’autres ont fait"], StringComparison.Ordinal);
        Assert.Contains("Aucune visite n’est annoncée ici.", (await Cells(house, Sheet))["À voir sur place"], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_change_that_is_not_committed_is_not_said(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        await house.InDatabase(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var session = await db.VisitSessions.FirstAsync(s => s.Slug == "exemple-parcours-des-dechets-1");
            (session.State, session.ChangedAt) = (SessionState.Cancelled, house.Clock.Now);
            await db.SaveChangesAsync();
            if (on != Provider.Sqlite) Assert.DoesNotContain("annulée", await Loop(house, Sheet), StringComparison.Ordinal);
            await transaction.CommitAsync();
            return 0;
        });
        Assert.Contains("annulée", await Loop(house, Sheet), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_registration_leaves_the_kept_pages_where_they_are(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        await Kept(house);
        var known = await house.Services.GetRequiredService<KnownVisits>().Now();

        await house.InDatabase(async db =>
        {
            var session = await db.VisitSessions.SingleAsync(s => s.Slug == "exemple-parcours-des-dechets-1");
            session.Taken++;
            session.Version++;
            return await db.SaveChangesAsync();
        });

        Assert.Same(known, await house.Services.GetRequiredService<KnownVisits>().Now());
        await Kept(house);
    }

    [Theory, OnBothDatabases]
    public async Task What_another_process_changes_shows_within_a_second(Provider on)
    {
        await using var house = await PublicHouse.Open(on);
        Assert.DoesNotContain("annulée", await Loop(house, Sheet), StringComparison.Ordinal);

        await using (var other = house.Elsewhere())
        {
            var session = await other.VisitSessions.SingleAsync(s => s.Slug == "exemple-parcours-des-dechets-1");
            (session.State, session.ChangedAt) = (SessionState.Cancelled, house.Clock.Now);
            await other.SaveChangesAsync();
        }
        await Task.Delay(TimeSpan.FromSeconds(1.1));

        Assert.Contains("annulée", await Loop(house, Sheet), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_loop_is_in_order_and_ends_where_one_may_begin(Provider on)
    {
        var house = await PublicHouse.Shared(on);
        foreach (var page in Pages)
        {
            Assert.Equal(["Le chiffre", "Ce que d’autres ont fait", "À voir sur place", "À engager ici"], (await house.Page(page)).QuerySelectorAll(".loop h3").Select(h => h.TextContent));
            foreach (var path in (await house.Page(page)).QuerySelectorAll(".loop a[href^='/visites/']").Select(a => a.GetAttribute("href")!))
                Assert.Equal((path, HttpStatusCode.OK), (path, (await house.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode));
        }
        // The commune is inside of the one told, the department contains it; another department has neither.
        Assert.Contains("Climate Tour : la métropole lilloise", await Loop(house, "/territoires/commune/59350/lille"), StringComparison.Ordinal);
        Assert.Contains("Climate Tour : la métropole lilloise", await Loop(house, "/territoires/department/59/nord"), StringComparison.Ordinal);
        Assert.DoesNotContain("Climate Tour", await Loop(house, "/territoires/department/62/pas-de-calais"), StringComparison.Ordinal);
        Assert.Contains("3 visites à venir ailleurs", await Loop(house, "/territoires/department/62/pas-de-calais"), StringComparison.Ordinal);
        Assert.Null((await house.Page($"{Sheet}?asOf=2026-11-10")).GetElementById("agir"));
    }

    // Asked twice, it is the same answer, from memory; asked again with its tag, none.
    private static async Task Kept(House house)
    {
        foreach (var page in Pages)
        {
            using var first = await house.Client.GetAsync(new Uri(page, UriKind.Relative));
            using var again = await house.Client.GetAsync(new Uri(page, UriKind.Relative));
            Assert.NotNull(again.Headers.ETag);
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(page, UriKind.Relative)) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
            using var known = await house.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }
    }

    private static async Task<string> Loop(House house, string page) => Plain((await house.Page(page)).QuerySelector(".loop")!.TextContent);

    private static async Task<Dictionary<string, string>> Cells(House house, string page) =>
        (await house.Page(page)).QuerySelectorAll(".loop > li").ToDictionary(li => li.QuerySelector("h3")!.TextContent, li => Plain(li.TextContent));

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
