using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Terril.Shared.Access;
using Terril.Shared.Web;
using Terril.Tests.Harness;

namespace Terril.Tests.Site.Plan;

public sealed class PlanTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>Open pages that one comes to by doing something, or that a link alone leads to.</summary>
    private static readonly string[] NotInThePlan = ["errors", "contact/merci", "actions/proposer/merci", "agenda/proposer/merci", "agenda/cadre", "connexion", "invitation", "mot-de-passe", "consentement", "mes-donnees/"];

    [Fact]
    public async Task Every_open_page_is_in_the_plan_of_the_site()
    {
        var house = await House.Shared(Provider.Sqlite);
        var plan = await house.Page("/plan-du-site");
        var open = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null && e.Metadata.GetMetadata<OpenAttribute>() is not null && e.RoutePattern.Parameters.Count == 0)
            .Select(e => e.RoutePattern.RawText!.TrimStart('/')).Where(path => !NotInThePlan.Any(not => path.StartsWith(not, StringComparison.Ordinal)));

        Assert.All(open, path => Assert.NotNull(plan.QuerySelector($"main a[href='/{path}']")));
    }

    [Fact]
    public async Task Robots_are_given_every_page_that_answers_in_both_languages_from_the_address_of_the_settings()
    {
        var house = await House.Shared(Provider.Sqlite);
        var map = XDocument.Parse(await house.Client.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative)));
        var all = map.Descendants(Map + "loc").Select(l => l.Value).ToList();

        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.True(all.Count > 3_000);
        var root = house.Services.GetRequiredService<SiteAddress>().To("/");
        Assert.All(all, address => Assert.StartsWith(root, address, StringComparison.Ordinal));
        foreach (var address in all.Where((_, i) => i % 400 == 0).Concat(all.Take(12)))
            Assert.Equal((address, HttpStatusCode.OK), (address, (await house.Client.GetAsync(new Uri(new Uri(address).PathAndQuery, UriKind.Relative))).StatusCode));
        Assert.Contains("Disallow: /en/gestion", await house.Client.GetStringAsync(new Uri("/robots.txt", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/actualites.atom", "fr", "Révision")]
    [InlineData("/en/actualites.atom", "en", "Revision")]
    public async Task What_is_new_is_followed_in_each_language(string path, string language, string tag)
    {
        var house = await House.Shared(Provider.Sqlite);
        using var answer = await house.Client.GetAsync(new Uri(path, UriKind.Relative));
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        var entries = feed.Elements(Atom + "entry").ToList();

        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(language, feed.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Contains(entries, e => e.Element(Atom + "title")!.Value.StartsWith(tag, StringComparison.Ordinal));
        Assert.Equal(entries.Count, entries.Select(e => e.Element(Atom + "id")!.Value).Distinct().Count());
        foreach (var link in entries.Select(e => new Uri(e.Element(Atom + "link")!.Attribute("href")!.Value)).Take(5))
            Assert.Equal(HttpStatusCode.OK, (await house.Client.GetAsync(new Uri(link.PathAndQuery, UriKind.Relative))).StatusCode);
        Assert.NotNull((await house.Page("/")).QuerySelector("link[rel=alternate][type='application/atom+xml']"));
    }

    [Fact]
    public async Task The_legal_notice_says_what_is_missing_and_invents_nothing()
    {
        await using var bare = await House.Open(Provider.Sqlite);
        var said = (await bare.Page("/mentions-legales")).QuerySelector("main .note.bad")!.TextContent;
        Assert.All(["Éditeur", "Direction de la publication", "Hébergeur"], name => Assert.Contains(name, said, StringComparison.Ordinal));

        await using var whole = await House.Open(Provider.Sqlite, services => services.Replace(ServiceDescriptor.Singleton(new Publisher
        {
            Name = "Groupement d’essai", Address = "1 rue du Terril", Phone = "03 00 00 00 00", Mail = "contact@terril.example", Director = "Camille Fictive", Host = "Hébergeur d’essai",
        })));
        var page = await whole.Page("/mentions-legales");
        Assert.Null(page.QuerySelector("main .note.bad"));
        Assert.Contains("Camille Fictive", page.Body!.TextContent, StringComparison.Ordinal);
    }
}
