using Microsoft.EntityFrameworkCore;
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
    [Fact]
    public async Task Every_page_holds_on_every_screen_in_light_and_in_dark()
    {
        await using var house = await Busy();
        using var visitor = await house.SignIn(Role.Administrator);
        var message = await house.InDatabase(db => db.ContactMessages.Select(m => m.Id).SingleAsync());
        await house.ShouldHold([("desk", "/gestion"), ("trail", "/gestion/journal"), ("messages", "/gestion/messages"), ("message", $"/gestion/messages/{message}"), ("audits", "/gestion/accessibilite")], visitor);
    }

    [Fact]
    public async Task A_table_is_filtered_and_sorted_by_the_keyboard_without_script()
    {
        await using var house = await Busy();
        using var visitor = await house.SignIn(Role.Administrator);
        var page = await Browser.Page(script: false, who: visitor);
        await page.GotoAsync(new Uri(house.Address, "/gestion/journal").ToString());

        await page.GetByLabel("Personne ou mot").FocusAsync();
        await page.Keyboard.TypeAsync("ligne 7");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(6);

        await page.GetByRole(AriaRole.Link, new() { Name = "tout montrer" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Acte" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync("Acte");
        await page.Context.CloseAsync();
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
}
