using Microsoft.Playwright;
using Terril.Tests.Harness;

namespace Terril.Tests.Site;

/// <summary>The pages in a real browser, with axe and without script.</summary>
public sealed class BrowserTests
{
    public static TheoryData<string> Pages => [.. PagesTests.Pages];

    [Theory, MemberData(nameof(Pages))]
    public async Task Passes_axe_in_light_and_in_dark(string path)
    {
        var house = await House.Shared(Provider.Sqlite);
        foreach (var dark in new[] { false, true })
        {
            var page = await Browser.Page(dark: dark);
            await page.GotoAsync(new Uri(house.Address, (dark ? "/en" : "") + path).ToString());
            await page.ShouldPassAxe();
            await page.Context.CloseAsync();
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Is_no_wider_than_a_screen_of_320_pixels(string path)
    {
        var house = await House.Shared(Provider.Sqlite);
        var page = await Browser.Page(width: 320);
        await page.GotoAsync(new Uri(house.Address, path).ToString());

        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.Context.CloseAsync();
    }

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
        var pdf = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));

        Assert.InRange(System.Text.RegularExpressions.Regex.Count(pdf, @"/Type\s*/Page\b"), 1, 2);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("home", "/")]
    [InlineData("sheet", "/territoires/region/32/hauts-de-france")]
    [InlineData("indicator", "/indicateurs/waste.household.per-inhabitant")]
    [InlineData("figure", "/chiffres/waste.household.per-inhabitant/department/62/2019")]
    public async Task Is_pictured_wide_and_narrow_light_and_dark(string name, string path)
    {
        var house = await House.Shared(Provider.Sqlite);
        foreach (var width in new[] { 1280, 375 })
            foreach (var dark in new[] { false, true })
            {
                var page = await Browser.Page(width: width, dark: dark);
                await page.GotoAsync(new Uri(house.Address, path).ToString());
                await page.Picture($"{name}-{width}{(dark ? "-dark" : "")}");
                await page.Context.CloseAsync();
            }
    }
}
