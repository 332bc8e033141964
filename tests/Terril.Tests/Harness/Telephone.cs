using AngleSharp;
using Microsoft.Playwright;

namespace Terril.Tests.Harness;

/// <summary>A browser 375 pixels wide where no script runs, in the hands of somebody who has a keyboard and nothing else. Each page that they see passes axe and holds on the screen.</summary>
internal sealed class Telephone : IAsyncDisposable
{
    private const int Wide = 375;

    private readonly House _house;
    private readonly IPage _copy;

    private Telephone(House house, IPage page, IPage copy) => (_house, Page, _copy) = (house, page, copy);

    public IPage Page { get; }

    /// <param name="who">Signed in; nobody if nothing is said.</param>
    public static async Task<Telephone> Of(House house, Visitor? who = null)
    {
        return new(house, await Browser.Page(width: Wide, script: false, who: who), await Browser.Page(width: Wide));
    }

    /// <summary>Follows a link of a mail.</summary>
    public Task Open(Uri address) => Page.GotoAsync(address.ToString());

    public Task Open(string path) => Open(new Uri(_house.Address, path));

    /// <summary>Opens the link that the last mail to somebody shows under these words, as it is written there; only the port is this house’s.</summary>
    public async Task OpenMail(string address, string says)
    {
        var last = (await _house.Mails(address))[^1];
        using var mail = await BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Content(last.HtmlBody!));
        var link = mail.QuerySelectorAll("a").FirstOrDefault(a => a.TextContent.Contains(says, StringComparison.Ordinal));
        Assert.True(link is not null, $"« {says} » is not in: {last.Subject}\n{last.TextBody}");
        var to = new Uri(link.GetAttribute("href")!);
        await Open(new Uri(_house.Address, to.PathAndQuery + to.Fragment));
    }

    /// <summary>The page that bears this title says this; it passes axe, and is no wider than the screen.</summary>
    public async Task Sees(string title, string words)
    {
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync(title);
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync(words);
        await Page.ShouldFit();
        // Axe is a script: it is given the very page in a browser where scripts run.
        var html = await Page.ContentAsync();
        await _copy.UnrouteAllAsync();
        await _copy.RouteAsync(new Uri(Page.Url).GetLeftPart(UriPartial.Query), route => route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" }));
        await _copy.GotoAsync(Page.Url);
        await _copy.ShouldPassAxe();
    }

    public async Task Press(string name, AriaRole role = AriaRole.Button)
    {
        await Reach(Page.Locator("main").GetByRole(role, new() { Name = name }).First);
        await Page.Keyboard.PressAsync("Enter");
    }

    public async Task Write(string field, string words)
    {
        await Reach(Page.Locator(field));
        await Page.Keyboard.TypeAsync(words);
    }

    /// <summary>Chooses in a list, by the first letters of what it says: no space, which would open the list.</summary>
    public Task Choose(string field, string words) => Write(field, words);

    public async Task Tick(string choice)
    {
        await Reach(Page.Locator(choice));
        await Page.Keyboard.PressAsync("Space");
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        await _copy.Context.CloseAsync();
    }

    private async Task Reach(ILocator to)
    {
        for (var i = 0; i < 150; i++)
        {
            if (await to.EvaluateAsync<bool>("e => e === document.activeElement")) return;
            await Page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not reach {to} of {Page.Url}.");
    }
}
