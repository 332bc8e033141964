using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Terril.Tests.Harness;

namespace Terril.Tests.Site;

/// <summary>What holds for every page, whatever it is about.</summary>
public sealed class PagesTests
{
    public static readonly string[] Pages =
    [
        "/", "/recherche", "/recherche?q=saint", "/recherche?q=xyzzy", "/territoires",
        "/territoires/region/32/hauts-de-france", "/territoires/department/62/pas-de-calais", "/territoires/epci/200093201/metropole-europeenne-de-lille", "/territoires/commune/59183/dunkerque",
        "/visites", "/visites?month=2026-12", "/indicateurs", "/indicateurs/population", "/indicateurs/ghg.change-2012", "/indicateurs/waste.household.per-inhabitant", "/indicateurs/energy.final",
        "/chiffres/population/region/32/2023", "/chiffres/waste.household.per-inhabitant/department/62/2019", "/chiffres/ghg.change-2012/region/32/2018",
        "/accessibilite", "/donnees-personnelles", "/mes-donnees", "/ecoconception", "/contact", "/contact?subject=accessibility", "/contact/merci", "/mentions-legales", "/plan-du-site",
    ];

    public static TheoryData<string> InBothLanguages => [.. Pages.Concat(Pages.Select(p => p == "/" ? "/en/" : $"/en{p}"))];

    [Theory, MemberData(nameof(InBothLanguages))]
    public async Task Says_its_language_its_title_what_it_is_and_its_other_language(string path)
    {
        var page = await Read(path);
        var language = path.StartsWith("/en", StringComparison.Ordinal) ? "en" : "fr";

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.EndsWith(" – Terril", page.Title, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelector("meta[name=description]")!.GetAttribute("content")!);
        Assert.Equal(2, page.QuerySelectorAll("link[rel=alternate][hreflang]").Length);
        Assert.NotEqual(page.QuerySelector("link[hreflang=fr]")!.GetAttribute("href"), page.QuerySelector("link[hreflang=en]")!.GetAttribute("href"));
    }

    [Theory, MemberData(nameof(InBothLanguages))]
    public async Task Has_one_first_heading_and_skips_no_level(string path)
    {
        var page = await Read(path);
        var levels = page.QuerySelectorAll("main h1, main h2, main h3, main h4").Select(h => h.LocalName[1] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} then h{pair.Second}"));
    }

    [Theory, MemberData(nameof(InBothLanguages))]
    public async Task Needs_no_script_no_inline_style_and_nothing_from_elsewhere(string path)
    {
        var page = await Read(path);

        Assert.Empty(page.QuerySelectorAll("script, style, iframe, img, [style], [onclick]"));
        Assert.All(page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]"), link => Assert.StartsWith("/", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(InBothLanguages))]
    [InlineData("/territoires/region/32/hauts-de-france?asOf=2030-01-01")]
    public async Task Weighs_with_its_styles_no_more_than_it_may_and_says_it(string path)
    {
        var house = await House.Shared(Provider.Sqlite);
        var page = await Read(path);
        var bytes = Encoding.UTF8.GetByteCount(await house.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
        foreach (var sheet in page.QuerySelectorAll("link[rel=stylesheet]"))
            bytes += Encoding.UTF8.GetByteCount(await house.Client.GetStringAsync(new Uri(sheet.GetAttribute("href")!, UriKind.Relative)));

        Assert.True(bytes <= 100_000, $"{bytes} bytes");
        Assert.InRange(Said(page), (bytes / 1000) - 2, (bytes / 1000) + 2);
    }

    [Theory, MemberData(nameof(InBothLanguages))]
    public async Task Every_part_that_scrolls_has_a_name_of_its_own_and_every_drawing_its_words(string path)
    {
        var page = await Read(path);
        var names = page.QuerySelectorAll("[role=region]").Select(r => r.GetAttribute("aria-label")).ToList();

        Assert.DoesNotContain(names, string.IsNullOrEmpty);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(page.QuerySelectorAll("svg:not(svg svg)"), svg => Assert.True(svg.GetAttribute("aria-hidden") == "true" || svg.GetAttribute("aria-label")!.Length > 5));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
    }

    [Theory, MemberData(nameof(InBothLanguages))]
    public async Task No_link_of_a_page_is_dead(string path)
    {
        var house = await House.Shared(Provider.Sqlite);
        var page = await Read(path);

        foreach (var to in page.QuerySelectorAll<IHtmlAnchorElement>("a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0]).Distinct().Where(to => Followed.TryAdd(to, true)))
        {
            using var answer = await house.Client.GetAsync(new Uri(to, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            Assert.True((int)answer.StatusCode < 400, $"{path} → {to}: {(int)answer.StatusCode}");
        }
        Assert.All(page.QuerySelectorAll("a[href^='#']"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
    }

    [Theory, MemberData(nameof(InBothLanguages))]
    public async Task Every_link_stays_in_the_language_of_the_page(string path)
    {
        var page = await Read(path);
        var inEnglish = path.StartsWith("/en", StringComparison.Ordinal);

        Assert.All(page.QuerySelectorAll("a[href^='/']:not([hreflang]), form[action]"), link =>
            Assert.Equal(inEnglish, (link.GetAttribute("href") ?? link.GetAttribute("action"))!.StartsWith("/en/", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(InBothLanguages))]
    public async Task Every_link_and_form_keeps_the_day_the_reader_went_back_to(string path)
    {
        var page = await Read($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf=2026-11-02");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("2026", page.QuerySelector("main .note.warn")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("a[href^='/']").Except(page.QuerySelectorAll("main > .wrap > .note.warn a")), a => Assert.Contains("asOf=2026-11-02", a.GetAttribute("href"), StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("form"), form => Assert.NotNull(form.QuerySelector("input[type=hidden][name=asOf][value='2026-11-02']")));
        Assert.DoesNotContain("asOf", page.QuerySelector("main > .wrap > .note.warn a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    /// <summary>Links already followed from another page.</summary>
    private static readonly ConcurrentDictionary<string, bool> Followed = new(StringComparer.Ordinal);

    private static long Said(IDocument page) =>
        long.Parse(page.QuerySelector("footer a[href*=ecoconception]")!.ParentElement!.TextContent.Split(' ').First(word => word.All(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IDocument> Read(string path) => await (await House.Shared(Provider.Sqlite)).Page(path);
}
