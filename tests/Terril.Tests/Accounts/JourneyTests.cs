using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Terril.Tests.Harness;

namespace Terril.Tests.Accounts;

/// <summary>The product as a newcomer meets it: started on their machine, with no setting, in a browser.</summary>
public sealed partial class JourneyTests
{
    [Fact]
    public async Task A_newcomer_is_in_the_back_office_in_one_click_and_their_colleague_comes_back_by_a_passkey()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        using var place = await Place.New(Provider.Sqlite);
        using var site = await Started.At(place.Folder);
        var newcomer = await Browser.Page();

        await newcomer.GotoAsync(site.FirstLink);
        await newcomer.ShouldPassAxe();
        await newcomer.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(newcomer).ToHaveURLAsync(new Regex("/gestion$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Assertions.Expect(newcomer.GetByText("Choisissez comment revenir")).ToBeVisibleAsync();

        await Invite(newcomer);
        var colleague = await Browser.Page(width: 375, height: 740);
        await HoldPasskeys(colleague);
        await OpenMail(colleague, place);
        await RegisterPasskey(colleague);
        await ComeBack(colleague);

        // What the role allows, and nothing else.
        Assert.Equal((int)HttpStatusCode.OK, (await colleague.GotoAsync($"{site.Address}/gestion"))!.Status);
        Assert.Equal((int)HttpStatusCode.Forbidden, (await colleague.GotoAsync($"{site.Address}/gestion/personnes"))!.Status);
        await newcomer.Context.CloseAsync();
        await colleague.Context.CloseAsync();
    }

    private static async Task Invite(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Personnes" }).First.ClickAsync();
        await page.ShouldPassAxe();
        await page.GetByRole(AriaRole.Link, new() { Name = "Inviter quelqu’un" }).ClickAsync();
        await page.GetByLabel("Prénom et nom").FillAsync("Camille Modèle");
        await page.GetByLabel("Adresse électronique").FillAsync("camille@terril.example");
        await page.GetByLabel("Rédaction").CheckAsync();
        await page.ShouldPassAxe();
        await page.GetByRole(AriaRole.Button, new() { Name = "Inviter" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Camille Modèle est invité");
        await page.GetByRole(AriaRole.Link, new() { Name = "Camille Modèle" }).ClickAsync();
        await page.ShouldPassAxe();
        await page.Picture("accounts-person");
    }

    private static async Task OpenMail(IPage page, Place place)
    {
        await using var db = new Terril.Shared.Database.TerrilDb(Terril.Shared.Database.TerrilDb.Options(new() { Data = place.Folder, Database = place.Connection, Address = "" }));
        var mail = await db.OutgoingMails.SingleAsync(m => m.ToAddress == "camille@terril.example");
        await page.SetContentAsync(mail.HtmlBody!);
        await page.GetByRole(AriaRole.Link, new() { Name = "Ouvrir mon compte" }).ClickAsync();
        await page.ShouldPassAxe();
        await page.ShouldFit();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ouvrir mon compte" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Choisissez comment revenir" }).ClickAsync();
    }

    private static async Task RegisterPasskey(IPage page)
    {
        await page.ShouldPassAxe();
        await page.ShouldFit();
        await page.Picture("accounts-mine");
        await page.GetByRole(AriaRole.Link, new() { Name = "Clés d’accès" }).ClickAsync();
        await page.ShouldPassAxe();
        await page.ShouldFit();
        await page.Picture("accounts-passkeys");
        await page.GetByLabel("Son nom").FillAsync("bureau");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("enregistrée");
        await Assertions.Expect(page.GetByText("1 clé")).ToBeVisibleAsync();
    }

    private static async Task ComeBack(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" }).ClickAsync();
        var address = new Uri(page.Url).GetLeftPart(UriPartial.Authority);
        await page.GotoAsync($"{address}/gestion");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/connexion\?returnUrl=%2Fgestion$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.ShouldPassAxe();
        await page.ShouldFit();
        await page.Picture("accounts-signin");
        var key = page.GetByRole(AriaRole.Button, new() { Name = "Utiliser une clé d’accès" });
        await key.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/gestion$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    // A device that keeps passkeys and asks for a finger, as Chromium plays it.
    private static async Task HoldPasskeys(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true,
                ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>The program, on a port of its own and on the database that comes with it.</summary>
    private sealed partial class Started : IDisposable
    {
        private readonly Process _program;
        private readonly Task<string> _said;

        private Started(Process program, string address, string firstLink)
        {
            (_program, Address, FirstLink) = (program, address, firstLink);
            _said = program.StandardOutput.ReadToEndAsync(CancellationToken.None);
        }

        public string Address { get; }

        public string FirstLink { get; }

        public static async Task<Started> At(string folder)
        {
            var port = FreePort();
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "terril.dll")])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                Environment = { ["TERRIL__DATA"] = folder, ["TERRIL__ADDRESS"] = $"http://127.0.0.1:{port}", ["TERRIL__WORKS"] = "false" },
            };
            start.Environment.Remove("TERRIL__DATABASE");
            var program = Process.Start(start)!;
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            string? link = null;
            for (var isUp = false; link is null || !isUp;)
            {
                var line = await program.StandardOutput.ReadLineAsync(late.Token) ?? throw new InvalidOperationException("The program ended.");
                if (Link().Match(line) is { Success: true } found) link = found.Value;
                isUp |= line.Contains("started", StringComparison.OrdinalIgnoreCase) || line.Contains("listening", StringComparison.OrdinalIgnoreCase);
            }
            return new(program, $"http://localhost:{port}", link);
        }

        public void Dispose()
        {
            _program.Kill();
            _program.WaitForExit();
            // Read when the test fails: what broke is there.
            TestContext.Current.TestOutputHelper?.WriteLine(_said.GetAwaiter().GetResult());
            _program.Dispose();
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        [GeneratedRegex(@"http://localhost:\d+/\S+", RegexOptions.None, 1000)]
        private static partial Regex Link();
    }
}
