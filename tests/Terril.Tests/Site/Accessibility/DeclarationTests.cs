using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Access;
using Terril.Site.Accessibility;
using Terril.Tests.Harness;
using Terril.Tests.Observatory.Api;

namespace Terril.Tests.Site.Accessibility;

public sealed class DeclarationTests
{
    private const string Site = "name: { fr: Essai, en: Trial }\nscope: { level: region, codes: [\"32\"] }\ngeography: { vintage: 2026 }\n";

    [Theory, OnBothDatabases]
    public async Task The_site_says_it_is_not_compliant_until_an_audit_says_otherwise_and_again_when_that_is_too_old(Provider on)
    {
        await using var house = await House.Open(on);
        house.Publish(Site);
        Assert.Equal("Accessibilité : non conforme", await Foot(house, "/territoires"));
        Assert.Contains("n’est pas conforme", await house.Client.GetStringAsync(new Uri("/accessibilite", UriKind.Relative)), StringComparison.Ordinal);

        await Record(house, AuditGridTests.Grid(("1.1", "NC,C,C,C,C,C")));
        Assert.Equal("Accessibilité : partiellement conforme", await Foot(house, "/territoires"));
        var page = await house.Page("/accessibilite");
        Assert.Contains("99,05\u202f% des critères respectés\u00a0: 105 sur les 106", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Critère 1.1", page.Body.TextContent, StringComparison.Ordinal);

        house.Clock.Advance(TimeSpan.FromDays(3 * 366));
        await house.InScope(services => services.GetRequiredService<Declaration>().Refresh(CancellationToken.None));
        Assert.Equal("Accessibilité : non conforme", await Foot(house, "/territoires"));
        Assert.Contains("n’est pas conforme", await house.Client.GetStringAsync(new Uri("/accessibilite", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C,C,C,C,C,C", 0, "totalement conforme")]
    [InlineData("NC,C,C,C,C,C", 53, "partiellement conforme")]
    [InlineData("NC,C,C,C,C,C", 54, "non conforme")]
    public async Task Only_every_criterion_is_full_and_less_than_half_is_none(string row, int broken, string said)
    {
        await using var house = await House.Open(Provider.Sqlite);
        await Record(house, AuditGridTests.Grid([.. Rgaa.Criteria.Take(broken).Select(c => (c, row))]));

        Assert.Equal($"Accessibilité : {said}", await Foot(house, "/accessibilite"));
    }

    [Fact]
    public async Task A_rate_is_not_typed_and_a_grid_that_is_not_whole_is_refused()
    {
        await using var house = await House.Open(Provider.Sqlite);
        using var editor = await house.SignIn(Role.Editor);
        Assert.Empty((await editor.Page("/gestion/accessibilite")).QuerySelectorAll("[name*=Rate], [name*=Valid]"));
        foreach (var handler in new[] { "", "?handler=record" })
        {
            using var answer = await editor.Fill("/gestion/accessibilite", null, ("Form.HeldOn", "2026-11-20"), ("Form.Auditor", "Cabinet d’essai"), ("Form.Means", "NVDA"), ("Form.Grid", $"critère,/{handler}\n1.1,C"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
        Assert.Empty(await house.InDatabase(db => db.AccessibilityAudits.ToListAsync()));
    }

    private static async Task Record(House house, string grid)
    {
        using var editor = await house.SignIn(Role.Editor);
        using var read = await editor.Fill("/gestion/accessibilite", null, ("Form.HeldOn", "2026-11-20"), ("Form.Auditor", "Cabinet d’essai"), ("Form.Means", "NVDA 2026, Firefox"), ("Form.Grid", grid));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var recorded = await editor.Fill(await Visitor.Read(read), "form[action*='handler=record']");
        Assert.Equal(HttpStatusCode.Redirect, recorded.StatusCode);
    }

    private static async Task<string> Foot(House house, string path) =>
        (await house.Page(path)).QuerySelector("footer a[href='/accessibilite']")!.TextContent.Replace('\u00a0', ' ');
}
