using Microsoft.Playwright;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Public;

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

    /// <summary>On a telephone’s width, without script, by the keyboard alone.</summary>
    [Fact]
    public async Task An_action_is_proposed_confirmed_by_mail_moderated_and_read_on_the_sheet_of_Dunkerque()
    {
        await using var house = await PublicHouse.WithoutVisits(Provider.Sqlite);
        await using var visitor = await Telephone.Of(house);
        await visitor.Open("/actions/proposer");
        await visitor.Sees("Proposer une action", "Sans compte");
        await visitor.Write("#TitleFr", "Composteurs du quartier de la gare");
        await visitor.Write("#WhatFr", "Des bacs, une pesée par mois, un bilan.");
        await visitor.Write("#Lead", "Association exemple");
        await visitor.Choose("#Stage", "En cours");
        await visitor.Write("#Territories", "commune:59183");
        await visitor.Write("#Name", "Lou Démonstration");
        await visitor.Write("#Address", "lou@terril.example");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        await visitor.Press("Envoyer la proposition");
        await visitor.Sees("Une dernière étape", "confirmez");
        await visitor.OpenMail("lou@terril.example", "Confirmer ma proposition");
        await visitor.Press("Confirmer ma proposition");
        await visitor.Sees("Votre proposition", "C’est confirmé");

        using var editor = await house.SignIn(Role.Editor);
        await using var desk = await Telephone.Of(house, editor);
        await desk.Open("/gestion/actions");
        await desk.Press("Composteurs du quartier de la gare", AriaRole.Link);
        await desk.Sees("Composteurs du quartier de la gare", "une pesée par mois");
        await desk.Press("Publier la fiche");
        await desk.Sees("Recensement des actions", "Action publiée");

        await visitor.Open("/territoires/commune/59183/dunkerque");
        await visitor.Press("Composteurs du quartier de la gare", AriaRole.Link);
        await visitor.Sees("Composteurs du quartier de la gare", "Non confirmée depuis");
    }
}
