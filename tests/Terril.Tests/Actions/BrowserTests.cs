using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Actions;

/// <summary>The pages of the census in a real browser.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task The_public_pages_pass_axe_in_light_and_in_dark_and_fit_the_smallest_screen()
    {
        await using var house = await ActionsHouse.Open(Provider.Sqlite);
        foreach (var path in new[] { "/actions", "/actions?stage=idea", "/actions/exemple-composteurs-de-quartier-a-dunkerque", "/actions/proposer", "/actions/exemple-composteurs-de-quartier-a-dunkerque/signaler", "/territoires/commune/59183/dunkerque" })
            foreach (var dark in new[] { false, true })
            {
                var page = await Browser.Page(width: dark ? 320 : 1280, dark: dark);
                await page.GotoAsync(new Uri(house.Address, (dark ? "/en" : "") + path).ToString());
                await page.ShouldPassAxe();
                if (dark) Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                if (path is "/actions" or "/actions/proposer") await page.Picture($"actions{path[8..].Replace('/', '-')}-{(dark ? "320-dark" : "1280")}");
                await page.Context.CloseAsync();
            }
    }

    [Fact]
    public async Task The_desk_passes_axe()
    {
        await using var house = await ActionsHouse.Open(Provider.Sqlite);
        var sheet = await house.Sheet("CAP Climat, rencontre régionale de 2015");
        using var staff = await house.SignIn([Role.Editor, Role.Member], (await house.Organisation("Structure exemple")).Id);
        foreach (var path in new[] { "/gestion/actions", $"/gestion/actions/{sheet.Id}", $"/gestion/actions/{sheet.Id}/modifier", $"/gestion/actions/{sheet.Id}/photos", "/gestion/actions/import", "/gestion/organisation/actions", "/gestion/organisation/actions/nouvelle" })
        {
            var page = await Browser.Page();
            await page.Context.AddCookiesAsync([new() { Name = "__Host-terril", Value = staff.Cookies["__Host-terril"], Domain = house.Address.Host, Path = "/", Secure = true, HttpOnly = true }]);
            await page.GotoAsync(new Uri(house.Address, path).ToString());
            Assert.Equal(path, new Uri(page.Url).AbsolutePath);
            await page.ShouldPassAxe();
            await page.Context.CloseAsync();
        }
    }
}
