using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Terril.Tests.Harness;

/// <summary>Debian's Chromium, started once for all tests.</summary>
public static class Browser
{
    private const string Program = "/usr/bin/chromium";

    private static readonly Lazy<Task<IBrowser>> Only = new(Start);

    /// <summary>A page in a profile of its own. Close it with <c>await using</c> on its context, or leave it to the end of the run.</summary>
    public static async Task<IPage> Page(int width = 1280, int height = 900, bool dark = false, string language = "fr-FR", bool script = true)
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
        return await context.NewPageAsync();
    }

    /// <summary>Fails with each rule broken and the elements that break it.</summary>
    /// <param name="intoFrames">False for a page with a frame where no script may run: axe would wait in it for ever.</param>
    public static async Task ShouldPassAxe(this IPage page, bool intoFrames = true)
    {
        var result = await page.RunAxe(new AxeRunOptions { Iframes = intoFrames });
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(violation =>
            $"{page.Url} {violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}")));
    }

    /// <summary>Writes <c>artifacts/screenshots/NAME.png</c>, the whole page, to be looked at.</summary>
    public static Task Picture(this IPage page, string name) =>
        page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(Checkout.Root, "artifacts", "screenshots", name + ".png") });

    private static async Task<IBrowser> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        });
    }
}
