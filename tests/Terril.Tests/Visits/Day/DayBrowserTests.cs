using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits.After;
using Terril.Visits.After.Asked;
using Terril.Visits.Day;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Day;

/// <summary>The day and after it in a real browser, on a telephone: without a line, by the keyboard, without script.</summary>
public sealed class DayBrowserTests
{
    [Fact]
    public async Task An_hour_without_a_line_is_noted_kept_through_a_reload_and_sent_once()
    {
        await using var house = await House.Open(Provider.Sqlite);
        house.Clock.Now = DateTimeOffset.UtcNow;
        var session = await house.Today(places: 12);
        await house.Party(session, "Camille Fictive", 4, "Camille Fictive", "Noé Exemple");
        var scanned = await house.Party(session, "Alix Témoin");
        await house.Party(session, "Sacha Modèle", 3);
        var page = await SignedIn(house);
        var path = WelcomePage.PathOf(session.Id);
        await page.GotoAsync(new Uri(house.Address, path).ToString());
        await Assertions.Expect(page.Locator("terril-welcome[data-kept]")).ToHaveCountAsync(1);
        await page.EvaluateAsync("navigator.serviceWorker.ready");
        await page.ShouldPassAxe();

        await page.Context.SetOfflineAsync(true);
        // A page that has just opened may send before the browser tells it that it is off the line.
        await page.Context.RouteAsync("**/*handler=marks*", route => route.AbortAsync("internetdisconnected"));
        await Button(page, "Camille Fictive").ClickAsync();
        await Assertions.Expect(page.Locator("[data-line]")).ToContainTextAsync("3 pointages ne sont pas encore envoyés");
        await Assertions.Expect(page.Locator("[data-line]")).ToContainTextAsync("Pas de réseau");
        await page.GetByLabel("Combien de personnes").FillAsync("2");
        // Tapped twice, it is noted once.
        await page.Locator("form[data-do=walk-in] button").DblClickAsync();
        await page.GetByLabel("Combien de personnes").FillAsync("9");
        await page.Locator("form[data-do=walk-in] button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-line]")).ToContainTextAsync("Il ne reste pas assez de places");
        await page.ShouldPassAxe();

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("[data-line]")).ToContainTextAsync("4 pointages ne sont pas encore envoyés");
        await page.GotoAsync(new Uri(house.Address, $"{DoorCode.Path}/{DoorCode.Of(scanned.Id)}").ToString());
        await Assertions.Expect(page.Locator($"#h-{scanned.Id}")).ToBeFocusedAsync();
        await Button(page, "Alix Témoin").ClickAsync();
        await Assertions.Expect(page.Locator("[data-line]")).ToContainTextAsync("5 pointages ne sont pas encore envoyés");
        await page.Locator("[data-forget] button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-line]")).ToContainTextAsync("Envoyez d’abord");
        Assert.Empty(await house.Attendances(session));

        house.Clock.Advance(TimeSpan.FromHours(1));
        await page.Context.UnrouteAllAsync();
        await page.Context.SetOfflineAsync(false);
        await page.Locator("[data-retry]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-line]")).ToContainTextAsync("Tout est envoyé");
        var count = (await house.Roll(session)).Count;
        Assert.Equal((5, 2, 5), (count.Here, count.WalkIns, (await house.Attendances(session)).Count));

        await page.GotoAsync(new Uri(house.Address, path).ToString());
        await Assertions.Expect(page.Locator("terril-welcome[data-kept]")).ToHaveCountAsync(1);
        await page.Locator("[data-forget] button").ClickAsync();
        await Assertions.Expect(page.GetByText("La liste est effacée de ce téléphone.")).ToBeVisibleAsync();
        Assert.Equal("0 0", await page.EvaluateAsync<string>("(async () => `${(await caches.keys()).length} ${Object.keys(localStorage).length}`)()"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_door_to_the_questionnaire_by_the_keyboard_alone(bool script)
    {
        await using var house = await House.Open(Provider.Sqlite);
        if (script) house.Clock.Now = DateTimeOffset.UtcNow;
        var session = await house.Today();
        await house.Party(session, "Camille Fictive", 4, "Camille Fictive", "Noé Exemple");
        var page = await SignedIn(house, script: script);
        // Axe is a script: it would wait for ever where none runs.
        Task Axe() => script ? page.ShouldPassAxe() : Task.CompletedTask;
        await page.GotoAsync(new Uri(house.Address, WelcomePage.PathOf(session.Id)).ToString());
        await page.ShouldFit();

        await page.Locator("#q").FocusAsync();
        await page.Keyboard.TypeAsync("noé");
        await page.Keyboard.PressAsync("Enter");
        await Tab(page, Button(page, "Camille Fictive"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".door .tag.ok")).ToHaveTextAsync("4 sur 4");
        await Axe();

        house.Clock.Now = AfterTimes.Thanks(session);
        await AskedTests.Run<ThankVisitors>(house);
        await page.GotoAsync(new Uri(house.Address, AskedTests.Link(Assert.Single(await house.Mails()).TextBody!, "questionnaire")).ToString());
        await Axe();
        await page.ShouldFit();
        await Tab(page, page.Locator("#overall-1"));
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Tab(page, page.GetByRole(AriaRole.Button, new() { Name = "Envoyer mes réponses" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Merci, c’est noté");
        await Axe();
        Assert.Equal(4, (await house.InDatabase(db => db.FeedbackAnswers.SingleAsync())).Score);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Every_page_holds_on_every_screen_in_light_and_in_dark_and_prints_as_many_sheets_as_it_says()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var session = await Told(house);
        var registration = (await house.Registrations(session)).First(r => r.ContactName == "Camille Fictive").Id;
        var mails = await house.Mails();
        var paths = new Dictionary<string, string>
        {
            ["welcome"] = WelcomePage.PathOf(session.Id), ["list"] = $"{WelcomePage.PathOf(session.Id)}/liste", ["badges"] = $"{WelcomePage.PathOf(session.Id)}/badges",
            ["badge"] = $"{DoorCode.Path}/{DoorCode.Of(registration)}", ["certificate"] = $"{WelcomePage.PathOf(session.Id)}/{registration}/attestation",
            ["questionnaire"] = AskedTests.Link(mails.Last(m => m.CauseKind == AfterMails.Thanks).TextBody!, "questionnaire"), ["told"] = AskedTests.Link(mails[^1].TextBody!, "suites"),
            ["report-edit"] = $"/gestion/visites/{session.Id}/compte-rendu", ["report"] = $"/visites/{session.Slug}/compte-rendu", ["outcome"] = $"/gestion/visites/{session.Id}/bilan",
        };
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        await house.ShouldHold(paths.Select(path => ($"visit-{path.Key}", path.Value)), organiser);

        var page = await Browser.Page(width: 794, who: organiser);
        foreach (var name in new[] { "list", "badges", "certificate" })
        {
            await page.GotoAsync(new Uri(house.Address, paths[name]).ToString());
            // A certificate a sheet, eight badges a sheet.
            var (leaves, badges) = (await page.Locator(".leaf").CountAsync(), await page.Locator(".badges li").CountAsync());
            Assert.Equal((name, Math.Max(leaves, 1 + Math.Max(badges - 1, 0) / 8)), (name, await page.PrintedPages()));
        }
        await page.Context.CloseAsync();
    }

    /// <summary>A session where much happened: who came, what they answered, what was told of it.</summary>
    private static async Task<VisitSession> Told(House house)
    {
        var session = await house.Today(30, null, 24);
        string[] people = ["Camille Fictive", "Alix Témoin", "Sacha Modèle", "Lou Démonstration", "Maxence Spécimen", "Andrea Échantillon", "Dominique Essai"];
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        foreach (var (i, name) in people.Index())
        {
            var party = await house.Party(session, name, i == 0 ? 4 : i == 2 ? 3 : 1, i == 0 ? ["Camille Fictive", "Noé Exemple"] : []);
            if (i != 3) await organiser.Send(session, [.. party.Participants.Select(p => house.Mark(party, participant: p.Id)), .. party.Size > party.Participants.Count ? new[] { house.Mark(party, party.Size - party.Participants.Count) } : []]);
        }
        await organiser.Send(session, house.Mark(null, 2));
        var path = $"/gestion/visites/{session.Id}/compte-rendu";
        using (await organiser.Fill(path, "form[action*=write]", ("Form.TextFr", "Trente personnes sont montées dans le car à neuf heures.\nÀ Sequedin, le directeur a commencé par ce qui ne marche pas : un tiers des biodéchets arrive encore en sac."), ("Form.TakeawaysFr", "Le tri raté coûte plus que la collecte\nUn quartier sans gardien ne composte pas"))) { }
        using (await organiser.Fill(path, "form[action*=publish]")) { }
        house.Clock.Now = AfterTimes.Thanks(session);
        await AskedTests.Run<ThankVisitors>(house);
        using var visitor = house.Stranger();
        foreach (var mail in (await house.Mails()).Take(5))
            using (await visitor.Fill(AskedTests.Link(mail.TextBody!, "questionnaire"), ("Form.Scores[overall]", "4"), ("Form.Scores[content]", "5"), ("Form.Words[learned]", "Le prix d’un refus de tri."))) { }
        house.Clock.Now = AfterTimes.FollowUp(session, 3);
        await AskedTests.Run<AskFollowUps>(house);
        foreach (var mail in (await house.Mails()).Where(m => m.CauseKind == AfterMails.FollowUp).Take(5))
            using (await visitor.Fill(AskedTests.Link(mail.TextBody!, "suites"), ("Form.Effect", "Started"), ("Form.Words", "Deux bacs dans la cour de l’école."), ("Form.MayBeQuoted", "true"))) { }
        foreach (var mail in (await house.Mails()).Where(m => m.CauseKind == AfterMails.Thanks).Take(1).Concat((await house.Mails()).TakeLast(1)))
        {
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", "screenshots")).FullName, $"{mail.CauseKind}.txt"), $"{mail.Subject}\n\n{mail.TextBody}");
            await File.WriteAllTextAsync(Path.Combine(Checkout.Root, "artifacts", "screenshots", $"{mail.CauseKind}.html"), mail.HtmlBody);
        }
        // The door is looked at on the day itself.
        house.Clock.Now = session.StartsAt.AddMinutes(10);
        return session;
    }

    private static ILocator Button(IPage page, string name) => page.Locator($".door li:not([hidden]) form[data-do=here] button:has-text('{name}')").First;

    private static async Task Tab(IPage page, ILocator to)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await to.EvaluateAsync<bool>("e => e === document.activeElement")) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not reach {to}.");
    }

    private static async Task<IPage> SignedIn(House house, int width = 375, bool dark = false, bool script = true)
    {
        using var visitor = await house.SignIn(Role.VisitOrganiser);
        return await Browser.Page(width: width, dark: dark, script: script, who: visitor);
    }
}
