using Microsoft.Playwright;
using Terril.Tests.Harness;

namespace Terril.Tests.Site;

/// <summary>The pages in a real browser, with axe and without script.</summary>
public sealed class BrowserTests
{
    public static TheoryData<string> Pages => [.. PagesTests.Pages];

    [Theory, MemberData(nameof(Pages))]
    public async Task Holds_on_every_screen_in_light_and_in_dark(string path) =>
        await (await House.Shared(Provider.Sqlite)).ShouldHold([($"site{path.Replace('/', '-').Replace('?', '-')}", path)]);

    [Fact]
    public async Task Dunkerque_typed_on_the_home_page_leads_to_its_sheet_without_script()
    {
        var house = await House.Shared(Provider.Sqlite);
        var page = await Browser.Page(script: false);
        await page.GotoAsync(house.Address.ToString());

        await page.GetByRole(AriaRole.Searchbox).FillAsync("Dunkerque");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chercher" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Dunkerque");
        await page.GetByRole(AriaRole.Link, new() { Name = "D’où vient ce chiffre" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("Empreinte SHA-256").First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/territoires/region/32/hauts-de-france")]
    [InlineData("/territoires/department/62/pas-de-calais")]
    [InlineData("/territoires/epci/200093201/metropole-europeenne-de-lille")]
    [InlineData("/territoires/commune/59183/dunkerque")]
    public async Task A_sheet_prints_on_two_pages_at_most(string path)
    {
        var house = await House.Shared(Provider.Sqlite);
        var page = await Browser.Page();
        await page.GotoAsync(new Uri(house.Address, path).ToString());

        Assert.InRange(await page.PrintedPages(), 1, 2);
        await page.Context.CloseAsync();
    }
}
