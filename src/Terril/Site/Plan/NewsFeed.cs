using System.Globalization;
using System.Xml;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Site.Plan;

/// <summary>What is new, to be followed by a reader of feeds (Atom, RFC 4287).</summary>
public static class NewsFeed
{
    public const string Path = "/actualites.atom";

    private const string Atom = "http://www.w3.org/2005/Atom";
    private const int Most = 30;

    private static readonly string[] s_reads = [HttpMethods.Get, HttpMethods.Head];

    public static void MapNewsFeed(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(Path, s_reads, Write).WithMetadata(new OpenAttribute()).ExcludeFromDescription();

    private static IResult Write(Words T, News news, Releases releases, SiteAddress site)
    {
        var release = releases.At(null);
        IReadOnlyList<NewsItem> items = release is null ? [] : news.Latest(release, release.Whole(), Most);
        var self = site.To(Path, T.Language);
        return Results.Stream(async body =>
        {
            await using var xml = XmlWriter.Create(body, new() { Async = true });
            await xml.WriteStartDocumentAsync();
            await xml.WriteStartElementAsync(null, "feed", Atom);
            await xml.WriteAttributeStringAsync("xml", "lang", null, T.Language);
            await Say(xml, "title", T["Terril : ce qui a changé dans les chiffres", "Terril: what changed in the figures"]);
            await Say(xml, "id", self);
            await Link(xml, "self", self);
            await Link(xml, "alternate", site.To("/", T.Language));
            await Say(xml, "updated", Day(items.Count > 0 ? items[0].On : DateOnly.FromDateTime(DateTime.UnixEpoch)));
            await xml.WriteStartElementAsync(null, "author", Atom);
            await Say(xml, "name", "Terril");
            await xml.WriteEndElementAsync();
            foreach (var item in items) await Entry(xml, item, Outside(site, item.Address));
            await xml.WriteEndElementAsync();
        }, "application/atom+xml; charset=utf-8");
    }

    private static async Task Entry(XmlWriter xml, NewsItem item, string address)
    {
        await xml.WriteStartElementAsync(null, "entry", Atom);
        await Say(xml, "title", $"{item.Tag} – {item.Title}");
        await Say(xml, "id", $"{address}#{item.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}-{item.Tone}");
        await Link(xml, "alternate", address);
        await Say(xml, "updated", Day(item.On));
        await Say(xml, "summary", item.Detail);
        await xml.WriteEndElementAsync();
    }

    // Links are written for a page: the language is in their path already.
    private static string Outside(SiteAddress site, string address) =>
        Uri.TryCreate(site.To("/"), UriKind.Absolute, out var root) ? new Uri(root, address).AbsoluteUri : site.To(address);

    private static string Day(DateOnly day) => Paris.Start(day).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static Task Say(XmlWriter xml, string name, string value) => xml.WriteElementStringAsync(null, name, Atom, value);

    private static async Task Link(XmlWriter xml, string rel, string address)
    {
        await xml.WriteStartElementAsync(null, "link", Atom);
        await xml.WriteAttributeStringAsync(null, "rel", null, rel);
        await xml.WriteAttributeStringAsync(null, "href", null, address);
        await xml.WriteEndElementAsync();
    }
}
