using Terril.Tests.Harness;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Pages;

/// <summary>The pages of those who register, in a real browser: axe in both schemes, a narrow screen, pictures to be looked at.</summary>
public sealed class PagesBrowserTests
{
    private const string Lou = "lou@terril.example";
    private const string Noe = "noe@terril.example";

    [Fact]
    public async Task Every_page_passes_axe_in_both_schemes_and_fits_320_pixels()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var session = await house.Session(4, WaitingRule.StrictOrder, 3, null);
        await house.Register(session, VisitsHouse.Fields(Lou, 2, ($"Form.Stops[{session.Stops[0].Id}]", "yes")));
        var comes = await house.LinkOf(Lou);
        var full = await house.Session(2);
        await house.Register(full, Lou, 2);
        await house.Register(full, Noe, 2);
        var waits = await house.LinkOf(Noe);
        var offered = await house.Session(1);
        foreach (var address in new[] { Lou, Noe }) await house.Register(offered, address);
        var over = await house.LinkOf(Lou);
        using (var visitor = house.Stranger()) await visitor.Fill(over, "#annuler");
        var offer = await house.LinkOf(Noe);
        var form = $"/visites/{session.Slug}/inscription";

        foreach (var dark in new[] { false, true })
        {
            var page = await Browser.Page(dark: dark);
            foreach (var (name, path) in new[] { ("register", form), ("register-errors", form), ("register-choice", form), ("thanks", form), ("comes", comes), ("waits", waits), ("offered", offer), ("over", over) })
            {
                await page.SetViewportSizeAsync(dark ? 320 : 1280, 900);
                await page.GotoAsync(new Uri(house.Address, (dark ? "/en" : "") + path).ToString());
                house.Clock.Advance(TimeSpan.FromSeconds(30));
                await Fill(name, dark);
                await page.ShouldPassAxe();
                await page.ShouldFit();
                await page.Picture($"visit-{name}-{(dark ? "320-dark" : "1280")}");
            }
            await page.Context.CloseAsync();

            async Task Fill(string name, bool dark)
            {
                if (SizeOf(name) is not { } size) return;
                await page.Locator("#size").FillAsync(size);
                if (name != "register-errors")
                {
                    await page.Locator("#name").FillAsync("Camille Fictive");
                    await page.Locator("#address").FillAsync(dark ? "camille@terril.example" : "sacha@terril.example");
                    await page.Locator("#r-Officer").CheckAsync();
                    await page.Locator("fieldset[id^=stop] input").First.CheckAsync();
                }
                await page.Locator("main form .btn").ClickAsync();
            }

            static string? SizeOf(string name) => name switch { "register-errors" => "0", "register-choice" => "3", "thanks" => "1", _ => null };
        }
    }
}
