using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Terril.Tests.Harness;

/// <summary>Debian's Chromium, started once for all tests.</summary>
public static class Browser
{
    private const string Program = "/usr/bin/chromium";
    private const string Session = "__Host-terril";

    private static readonly Lazy<Task<IBrowser>> Only = new(Start);
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    private static readonly bool s_pictures = Environment.GetEnvironmentVariable("TERRIL_PICTURES") is { Length: > 0 };

    /// <summary>A page in a profile of its own. Close its context, or leave it to the end of the run.</summary>
    /// <param name="who">Signed in; nobody if nothing is said.</param>
    public static async Task<IPage> Page(int width = 1280, int height = 900, bool dark = false, string language = "fr-FR", bool script = true, Visitor? who = null)
    {
        Assert.SkipUnless(File.Exists(Program) || Gate.IsOpen, "Chromium est absent : apt-get install chromium / Chromium is missing: apt-get install chromium");
        var browser = await Only.Value;
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = language,
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(60_000);
        if (who is not null) await context.AddCookiesAsync([new() { Name = Session, Value = who.Cookies[Session], Domain = who.Client.BaseAddress!.Host, Path = "/", Secure = true, HttpOnly = true }]);
        return await context.NewPageAsync();
    }

    /// <summary>Fails with each rule broken and the elements that break it. Frames are pages of their own.</summary>
    public static async Task ShouldPassAxe(this IPage page)
    {
        await page.EvaluateAsync(s_axe);
        var broken = await page.EvaluateAsync<string[]>(
            "axe.run(document, { iframes: false, resultTypes: ['violations'] }).then(found => found.violations.map(v => `${v.id}: ${v.help}\\n  ${v.nodes.map(n => n.html).join('\\n  ')}`))");
        Assert.True(broken.Length == 0, $"{page.Url}\n{string.Join('\n', broken)}");
    }

    /// <summary>
    /// Each page answers, breaks no policy, passes axe and holds on the screen: in French and light on a desk, in English and dark on the smallest screen.
    /// </summary>
    /// <param name="pages">What their pictures are called, and their addresses.</param>
    public static async Task ShouldHold(this House house, IEnumerable<(string Name, string Path)> pages, Visitor? who = null)
    {
        var page = await Page(who: who);
        List<string> complaints = [];
        page.Console += (_, said) => { if (said.Type == "error") complaints.Add($"{page.Url} {said.Text}"); };
        foreach (var (name, path) in pages)
        {
            foreach (var (width, dark) in new[] { (320, true), (1280, false) })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                var answer = await page.GotoAsync(new Uri(house.Address, (dark ? "/en" : "") + path).ToString());
                Assert.Equal((path, 200), (path, answer!.Status));
                await page.ShouldPassAxe();
                await page.ShouldFit();
            }
            await page.Pictures(name);
        }
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    public static async Task ShouldFit(this IPage page)
    {
        // Before its style sheets have come, a page is as wide as its widest table.
        await page.WaitForLoadStateAsync(LoadState.Load);
        Assert.Equal((page.Url, page.ViewportSize!.Width), (page.Url, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
    }

    /// <summary>On how many sheets of paper it comes out.</summary>
    public static async Task<int> PrintedPages(this IPage page) =>
        Regex.Count(Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true })), @"/Type\s*/Page\b");

    /// <summary>Writes <c>artifacts/screenshots/NAME-….png</c>, the whole page wide and narrow, light and dark, to be looked at; when <c>TERRIL_PICTURES</c> is set.</summary>
    public static async Task Pictures(this IPage page, string name)
    {
        if (!s_pictures) return;
        var before = page.ViewportSize!;
        foreach (var width in new[] { 1280, 375 })
            foreach (var dark in new[] { false, true })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                await page.Picture($"{name}-{width}{(dark ? "-dark" : "")}");
            }
        await page.SetViewportSizeAsync(before.Width, before.Height);
    }

    /// <summary>Writes <c>artifacts/screenshots/NAME.png</c>, the page as it stands; when <c>TERRIL_PICTURES</c> is set.</summary>
    public static Task Picture(this IPage page, string name) =>
        s_pictures ? page.ScreenshotAsync(new() { FullPage = true, Path = Checkout.File($"artifacts/screenshots/{name}.png") }) : Task.CompletedTask;

    private static async Task<IBrowser> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-component-update"],
        });
    }
}
