using System.Xml;
using Terril.Actions.Public;
using Terril.Agenda.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Access;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Visits.Public;

namespace Terril.Site.Plan;

/// <summary>What robots are given: where they may go, and every page there is.</summary>
public static class ForRobots
{
    /// <summary>The most that a file may name (sitemaps.org).</summary>
    private const int Most = 50_000;

    private const string Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Html = "http://www.w3.org/1999/xhtml";

    private static readonly string[] s_reads = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] s_notForThem = ["/gestion", "/connexion", "/mon-compte", "/mes-donnees", "/recherche", "/errors"];

    public static void MapForRobots(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/robots.txt", s_reads, Robots).WithMetadata(new OpenAttribute()).ExcludeFromDescription();
        routes.MapMethods("/sitemap.xml", s_reads, Sitemap).WithMetadata(new OpenAttribute()).ExcludeFromDescription();
    }

    private static IResult Robots(SiteAddress site)
    {
        var closed = s_notForThem.SelectMany(path => new[] { path, Languages.EnglishPrefix + path }).Select(path => $"Disallow: {path}");
        return Results.Text($"User-agent: *\n{string.Join('\n', closed)}\n\nSitemap: {site.To("/sitemap.xml")}\n", "text/plain; charset=utf-8");
    }

    private static async Task<IResult> Sitemap(SiteAddress site, IEnumerable<PublicPage> pages, KnownVisits visits, KnownActions actions, KnownCollectives collectives, KnownAgenda agenda, TimeProvider clock, Releases releases, CancellationToken stop)
    {
        var said = (await visits.Now(stop)).Said;
        var ofVisits = said.Circuits.Select(c => c.Path).Concat(said.Sessions.Select(s => s.Path));
        var ofActions = (await actions.Now(stop)).All.Select(a => a.Path);
        var who = await collectives.Now(stop);
        var ofCollectives = who.Collectives.Select(c => c.Path).Concat(who.Organisations.Select(o => o.Path));
        // What is over is read by who has its address.
        var now = clock.GetUtcNow();
        var ofAgenda = (await agenda.Now(stop)).All.Values.Where(e => !e.IsWithdrawn && e.EndsAt > now).Select(e => e.Path).Order(StringComparer.Ordinal);
        var paths = pages.Select(p => p.Path).Prepend("/").Concat(ofVisits).Concat(ofActions).Concat(ofCollectives).Concat(ofAgenda).Concat(releases.At(null) is { } release ? PathsOf(release) : []).Take(Most).ToList();
        return Results.Stream(body => Write(body, site, paths), "application/xml; charset=utf-8");
    }

    private static IEnumerable<string> PathsOf(Release release) =>
        release.Site.Indicators.Select(i => $"/indicateurs/{i.Id}")
            .Concat(new[] { Level.Region, Level.Department, Level.Epci, Level.Commune }.SelectMany(release.Shown).Select(Addresses.PathOf));

    private static async Task Write(Stream body, SiteAddress site, IEnumerable<string> paths)
    {
        await using var xml = XmlWriter.Create(body, new() { Async = true });
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "urlset", Schema);
        await xml.WriteAttributeStringAsync("xmlns", "x", null, Html);
        foreach (var path in paths)
        {
            await xml.WriteStartElementAsync(null, "url", Schema);
            await xml.WriteElementStringAsync(null, "loc", Schema, site.To(path));
            await Alternate(xml, Words.French, site.To(path));
            await Alternate(xml, Words.English, site.To(path, Words.English));
            await xml.WriteEndElementAsync();
        }
        await xml.WriteEndElementAsync();
    }

    private static async Task Alternate(XmlWriter xml, string language, string address)
    {
        await xml.WriteStartElementAsync("x", "link", Html);
        await xml.WriteAttributeStringAsync(null, "rel", null, "alternate");
        await xml.WriteAttributeStringAsync(null, "hreflang", null, language);
        await xml.WriteAttributeStringAsync(null, "href", null, address);
        await xml.WriteEndElementAsync();
    }
}
