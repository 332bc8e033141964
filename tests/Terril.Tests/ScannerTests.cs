using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Observatory.Public;
using Terril.Privacy.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Tests.Accounts;
using Terril.Tests.Harness;
using Terril.Tests.Observatory.Api;
using Terril.Tests.Privacy;
using Terril.Tests.Visits;
using Terril.Tests.Visits.Manage;
using Terril.Visits.Day;

namespace Terril.Tests;

/// <summary>
/// A mail scanner, a prefetching browser or a robot opens every address there is, by GET and by HEAD: every link of every mail, every route
/// of the route table, every link of the pages that these show. Nothing of what the house keeps may change.
/// </summary>
public sealed partial class ScannerTests
{
    private const string Site = "name: { fr: Essai, en: Trial }\nscope: { level: region, codes: [\"32\"] }\ngeography: { vintage: 2026 }\n";

    /// <summary>What the links of mails open.</summary>
    private static readonly string[] s_doors = ["/invitation/", "/connexion/lien/", "/mot-de-passe/", "/mon-compte/adresse/", "/mes-donnees/lien/", "/consentement/"];

    /// <summary>What a reading may write, and why it tells nothing of anybody and changes no meaning.</summary>
    private static readonly Dictionary<string, string> Technical = new(StringComparer.Ordinal)
    {
        ["search_entries"] = "the index of what is published, made again from the release whenever it is first asked",
        ["search_words"] = "the same",
        ["protection_keys"] = "the framework makes the keys of its cookies when it first needs one",
        ["person_sessions"] = "when a session was last seen, by which a browser left alone is signed out",
    };

    [Theory, OnBothDatabases]
    public async Task Opening_every_link_of_every_mail_and_every_route_changes_nothing(Provider on)
    {
        await using var house = await WithMails(on);
        var links = await LinksOfMails(house);
        Assert.True(links.Count >= 8, string.Join('\n', links));

        var (changed, broken, opened) = await Scan(house, links);

        Assert.Empty(changed);
        Assert.Empty(broken);
        Assert.True(opened > 60, $"{opened} addresses opened");
    }

    /// <summary>Nothing at all, not even what a reading may write.</summary>
    [Theory, OnBothDatabases]
    public async Task A_scanner_of_mail_that_opens_every_link_of_every_mail_changes_no_row_of_any_table_and_takes_nothing_from_people(Provider on)
    {
        await using var house = await WithMails(on);
        var links = await LinksOfMails(house);
        Assert.All(s_doors, door => Assert.Contains(links, link => link.StartsWith(door, StringComparison.Ordinal)));
        Assert.Equal(EveryMail.Templates, (await house.Mails()).Select(m => m.Template).Distinct().Order(StringComparer.Ordinal));
        using var scanner = house.Stranger();
        using var reader = await house.SignIn(Role.Editor);
        await scanner.Page("/connexion"); // the keys of forms are made, once for all
        await house.InScope(services => services.GetRequiredService<WriteSearchEntries>().Run(CancellationToken.None)); // the house fills its search box by itself, soon after it opens
        var (before, broken) = (await house.InDatabase(Contents.Of), new List<string>());

        foreach (var visitor in new[] { scanner, reader })
            foreach (var link in links) await Follow(visitor, link, broken);

        Assert.Empty(broken);
        Assert.Empty(Contents.Differing(before, await house.InDatabase(Contents.Of)));
        foreach (var invitation in links.Where(link => link.StartsWith("/invitation/", StringComparison.Ordinal)))
        {
            using var invited = house.Stranger();
            await invited.Press(invitation);
            Assert.True(await invited.IsIn());
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_reading_that_writes_is_seen(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on, services => services.AddSingleton<IStartupFilter, WritesWhenRead>());
        house.Publish(Site);

        var (changed, _, _) = await Scan(house, []);

        Assert.Equal(["suppressions"], changed);
    }

    /// <summary>Every mail, and a consent of which a mail will speak.</summary>
    private static async Task<House> WithMails(Provider on)
    {
        var house = await PrivacyHouse.Open(on);
        house.Publish(Site);
        await house.WriteEveryMail();
        await house.Give("ali@example.org");
        await house.Circuit(isPublished: true);
        var session = await house.Session(5);
        await house.Register(session, "noe@example.org");
        await house.Needs(await house.Of(session, "noe@example.org"), "Fauteuil roulant");
        return house;
    }

    private static async Task<IReadOnlyList<string>> OfTheDoor(House house)
    {
        var registration = await house.InDatabase(db => db.Registrations.FirstAsync(r => r.ContactName == "Camille Fictive"));
        var door = $"/gestion/visites/{registration.SessionId}";
        return [$"{door}/accueil", $"{door}/accueil/liste", $"{door}/accueil/badges", $"{door}/accueil/{registration.Id}/attestation", $"{door}/compte-rendu", $"{door}/bilan", $"{DoorCode.Path}/{DoorCode.Of(registration.Id)}"];
    }

    private static async Task<IReadOnlyList<string>> LinksOfMails(House house)
    {
        var bodies = await house.InDatabase(db => db.OutgoingMails.Select(m => m.HtmlBody + " " + m.TextBody + " " + m.Unsubscribe).ToListAsync());
        var ofMails = bodies.SelectMany(body => Address().Matches(body).Select(m => new Uri(m.Value).PathAndQuery));
        // Those that the room of letters will put in its own mails.
        var asked = Assert.IsType<ConsentAsking.Asked>(await house.Ask("lou@example.org"));
        var given = await house.Given("ali@example.org");
        return [.. ofMails.Concat(await OfTheDoor(house)).Append(asked.ConfirmationPath).Append(given!.WithdrawalPath).Distinct(StringComparer.Ordinal)];
    }

    private static async Task<(List<string> Changed, List<string> Broken, int Opened)> Scan(House house, IReadOnlyList<string> links)
    {
        using var administrator = await house.SignIn([Role.Administrator, Role.VisitOrganiser]);
        using var stranger = house.Stranger();
        var before = await house.InDatabase(Contents.Of);
        var broken = new List<string>();
        var opened = new HashSet<string>(StringComparer.Ordinal);
        foreach (var visitor in new[] { stranger, administrator })
        {
            var waiting = new Queue<string>(links.Concat(Routes(house)));
            var found = 0;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (waiting.TryDequeue(out var path))
            {
                if (!seen.Add(path)) continue;
                opened.Add(path);
                foreach (var next in await Open(visitor, path, broken))
                    if (found < 150 && !seen.Contains(next)) (found, _) = (found + 1, Enqueued(waiting, next));
            }
        }
        var after = await house.InDatabase(Contents.Of);
        return ([.. Contents.Differing(before, after).Where(table => !Technical.ContainsKey(table))], broken, opened.Count);
    }

    // As a scanner does: through what it is sent on to.
    private static async Task Follow(Visitor visitor, string link, List<string> broken)
    {
        await Open(visitor, link, broken);
        using var answer = await visitor.Get(link);
        Note(await visitor.Follow(answer), link, broken);
    }

    private static void Note(AngleSharp.Dom.IDocument page, string link, List<string> broken)
    {
        if ((int)page.StatusCode >= 500) broken.Add($"{link} leads to {page.Url}: {page.StatusCode}");
    }

    private static bool Enqueued(Queue<string> waiting, string next)
    {
        waiting.Enqueue(next);
        return true;
    }

    private static async Task<IReadOnlyList<string>> Open(Visitor visitor, string path, List<string> broken)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
        using (var answer = await visitor.Client.SendAsync(head)) Note(answer, "HEAD", path, broken);

        using var get = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "Purpose", "prefetch" }, { "Sec-Purpose", "prefetch" } } };
        using var page = await visitor.Client.SendAsync(get);
        Note(page, "GET", path, broken);
        if (page.Content.Headers.ContentType?.MediaType != "text/html") return [];
        return [.. Href().Matches(await page.Content.ReadAsStringAsync()).Select(m => System.Net.WebUtility.HtmlDecode(m.Groups["to"].Value))];
    }

    private static void Note(HttpResponseMessage answer, string method, string path, List<string> broken)
    {
        if ((int)answer.StatusCode is 500) broken.Add($"{method} {path}: {(int)answer.StatusCode}");
    }

    // Every route that a GET may reach.
    private static IEnumerable<string> Routes(House house) => house.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: { Count: > 0 } methods } || methods.Contains("GET"))
        .Where(route => route.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
        .Select(RouteMatrix.Sample)
        .Distinct(StringComparer.Ordinal);

    /// <summary>An address that does what none may.</summary>
    private sealed class WritesWhenRead : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            if (app.Properties.TryGetValue("__EndpointRouteBuilder", out var found) && found is IEndpointRouteBuilder routes)
                routes.MapGet("/writes", async (HttpContext context) =>
                {
                    var db = context.RequestServices.GetRequiredService<TerrilDb>();
                    if (!await db.Suppressions.AnyAsync()) db.Suppressions.Add(new() { Mark = "m", Purpose = "p", Reason = "read" });
                    await db.SaveChangesAsync();
                    return "written";
                }).WithMetadata(new OpenAttribute());
        };
    }

    [GeneratedRegex("""https?://[^\s"<>)]+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("""href="(?<to>/[^"#]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Href();
}
