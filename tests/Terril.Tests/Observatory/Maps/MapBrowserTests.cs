using Microsoft.Playwright;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Maps;

/// <summary>The map in a real browser: it adds, it takes nothing away.</summary>
public sealed class MapBrowserTests
{
    private const string Population = "/indicateurs/population?level=commune&period=2023";

    [Theory]
    [InlineData("", "Afficher la carte", false, 1280)]
    [InlineData("/en", "Show the map", true, 1280)]
    [InlineData("", "Afficher la carte", true, 320)]
    public async Task Is_drawn_when_asked_passes_axe_and_holds_on_the_screen(string language, string button, bool dark, int width)
    {
        var house = await CommuneMapTests.Towns.Value;
        var page = await Browser.Page(width: width, dark: dark);
        var complaints = new List<string>();
        page.Console += (_, said) => { if (said.Type is "error" or "warning") complaints.Add(said.Text); };
        await page.GotoAsync(new Uri(house.Address, language + Population).ToString());
        await page.ShouldPassAxe();
        await Assertions.Expect(page.Locator("terril-map svg")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        await Assertions.Expect(page.Locator("terril-map [data-code]")).ToHaveCountAsync(6);
        await Assertions.Expect(page.Locator("terril-map svg")).ToBeFocusedAsync();
        await page.ShouldPassAxe();
        await page.ShouldFit();
        Assert.Equal(6, await page.EvaluateAsync<int>("new Set([...document.querySelectorAll('terril-map [data-code]')].map(p => p.getBBox().x + ' ' + p.getBBox().y)).size"));
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_arrows_go_from_a_commune_to_its_neighbour_and_Enter_opens_its_sheet()
    {
        var page = await Opened();
        foreach (var key in new[] { "ArrowLeft", "ArrowDown", "ArrowLeft", "ArrowLeft" }) await page.Keyboard.PressAsync(key);

        await Assertions.Expect(page.Locator(".reading a")).ToContainTextAsync("Dunkerque\u00a0: 8");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator(".reading a")).ToContainTextAsync("Beauvais");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/territoires/commune/60057**");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_commune_pointed_at_or_whose_row_has_the_focus_is_read_in_the_words_of_the_list()
    {
        var page = await Opened();
        await page.Locator("[data-code='59350']").HoverAsync();
        await Assertions.Expect(page.Locator(".reading a")).ToHaveAttributeAsync("href", "/territoires/commune/59350");
        var lille = await page.Locator(".reading a").TextContentAsync();
        var row = page.Locator("#rang").Locator("xpath=ancestor::section").Locator("tbody tr", new() { HasText = "Lille" }).First;
        Assert.Equal($"Lille\u00a0: {(await row.Locator("td strong").TextContentAsync())!.Trim()}\u00a0hab.", lille);

        await page.Locator("tbody a[href^='/territoires/commune/80021/']").FocusAsync();
        await Assertions.Expect(page.Locator(".reading a")).ToContainTextAsync("Amiens");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_nothing_of_it_is_shown_and_the_list_is_there()
    {
        var house = await CommuneMapTests.Towns.Value;
        var page = await Browser.Page(script: false);
        await page.GotoAsync(new Uri(house.Address, Population).ToString());

        await Assertions.Expect(page.Locator("terril-map")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#rang")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task When_it_cannot_be_loaded_it_says_so_and_may_be_asked_again()
    {
        var house = await CommuneMapTests.Towns.Value;
        var page = await Browser.Page();
        await page.GotoAsync(new Uri(house.Address, Population).ToString());
        await page.RouteAsync("**/cartes/valeurs/**", route => route.AbortAsync());
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Afficher la carte" });

        await button.ClickAsync();
        await Assertions.Expect(page.Locator("terril-map [role=status]")).ToContainTextAsync("La liste dit la même chose");
        await page.UnrouteAsync("**/cartes/valeurs/**");
        await button.ClickAsync();
        await Assertions.Expect(page.Locator("terril-map [data-code]")).ToHaveCountAsync(6);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_real_communes_are_all_drawn()
    {
        const string Communes = "geo/communes-hauts-de-france-2018.geojson";
        var file = Path.Combine(Environment.GetEnvironmentVariable("TERRIL_REAL_DATA") ?? "", Communes);
        Assert.SkipUnless(File.Exists(file), $"TERRIL_REAL_DATA does not lead to {Communes}.");
        await using var house = await House.WithMap(file, 2018);
        var page = await Browser.Page();
        await page.GotoAsync(new Uri(house.Address, Population).ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Afficher la carte" }).ClickAsync();
        await page.Locator("[data-code='59350']").HoverAsync();
        await Assertions.Expect(page.Locator("terril-map [data-code]")).ToHaveCountAsync(3782);
        await page.Pictures("map");
        await page.Context.CloseAsync();
    }

    private static async Task<IPage> Opened()
    {
        var house = await CommuneMapTests.Towns.Value;
        var page = await Browser.Page();
        await page.GotoAsync(new Uri(house.Address, Population).ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Afficher la carte" }).ClickAsync();
        await Assertions.Expect(page.Locator("terril-map svg")).ToBeFocusedAsync();
        return page;
    }
}
