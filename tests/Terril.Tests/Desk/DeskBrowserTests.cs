using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Tests.Harness;

namespace Terril.Tests.Desk;

/// <summary>The back office in a real browser: axe, a narrow screen, the keyboard, no script.</summary>
public sealed class DeskBrowserTests
{
    private static readonly string[] s_pages = ["/gestion", "/gestion/journal", "/gestion/messages", "/gestion/messages/{message}", "/gestion/accessibilite"];

    [Fact]
    public async Task Every_page_passes_axe_in_both_schemes_and_fits_a_screen_of_320_pixels()
    {
        await using var house = await Busy();
        foreach (var path in s_pages)
            foreach (var dark in new[] { false, true })
            {
                var page = await SignedIn(house, dark ? 320 : 1280, dark);
                await page.GotoAsync(await Address(house, (dark ? "/en" : "") + path));
                await page.ShouldPassAxe();
                if (dark) Assert.Equal((path, 320), (path, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
                await page.Context.CloseAsync();
            }
    }

    [Fact]
    public async Task A_table_is_filtered_and_sorted_by_the_keyboard_without_script()
    {
        await using var house = await Busy();
        var page = await SignedIn(house, 1280, dark: false, script: false);
        await page.GotoAsync(await Address(house, "/gestion/journal"));

        await page.GetByLabel("Personne ou mot").FocusAsync();
        await page.Keyboard.TypeAsync("ligne 7");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(6);

        await page.GetByRole(AriaRole.Link, new() { Name = "tout montrer" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Acte" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync("Acte");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("desk", "/gestion")]
    [InlineData("trail", "/gestion/journal")]
    [InlineData("message", "/gestion/messages/{message}")]
    [InlineData("audits", "/gestion/accessibilite")]
    [InlineData("contact", "/contact")]
    [InlineData("legal", "/mentions-legales")]
    public async Task Is_pictured_wide_and_narrow_light_and_dark(string name, string path)
    {
        await using var house = await Busy();
        foreach (var width in new[] { 1280, 375 })
            foreach (var dark in new[] { false, true })
            {
                var page = await SignedIn(house, width, dark);
                await page.GotoAsync(await Address(house, path));
                await page.Picture($"{name}-{width}{(dark ? "-dark" : "")}");
                await page.Context.CloseAsync();
            }
    }

    private static async Task<IPage> SignedIn(House house, int width, bool dark, bool script = true)
    {
        using var visitor = await house.SignIn(Role.Administrator);
        var page = await Browser.Page(width: width, dark: dark, script: script);
        await page.Context.AddCookiesAsync([new() { Name = "__Host-terril", Value = visitor.Cookies["__Host-terril"], Domain = house.Address.Host, Path = "/", Secure = true, HttpOnly = true }]);
        return page;
    }

    /// <summary>A house where acts were done, and somebody wrote.</summary>
    private static async Task<House> Busy()
    {
        var house = await House.Open(Provider.Sqlite);
        await house.InScope(async services =>
        {
            for (var i = 0; i < 60; i++) services.GetRequiredService<AuditTrail>().Record(i % 2 == 0 ? "accounts.invite" : "mail.retry", "person", $"{i}", $"ligne {i}");
            await services.GetRequiredService<TerrilDb>().SaveChangesAsync();
        });
        using var visitor = house.Stranger();
        var form = await visitor.Page("/contact");
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        using var sent = await visitor.Fill(form, null, ("Form.Subject", "Accessibility"), ("Form.Name", "Alix Témoin"), ("Form.Address", "alix@terril.example"), ("Form.Page", "/territoires"), ("Form.Body", "La liste ne se lit pas au clavier."));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, sent.StatusCode);
        return house;
    }

    private static async Task<string> Address(House house, string path)
    {
        if (path.Contains("{message}", StringComparison.Ordinal))
            path = path.Replace("{message}", $"{await house.InDatabase(db => Task.FromResult(db.ContactMessages.Single().Id))}", StringComparison.Ordinal);
        return new Uri(house.Address, path).ToString();
    }
}
