using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Requests;
using Terril.Shared.Access;
using Terril.Shared.PersonalData;
using Terril.Tests.Harness;
using Terril.Tests.Privacy.Mine;

namespace Terril.Tests.Privacy.Requests;

public sealed class DeskTests
{
    [Theory, OnBothDatabases]
    public async Task A_request_waits_on_the_desk_until_its_answer_leaves_by_mail_once(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        var reference = await Asked(house);
        using var staff = await house.SignIn(Role.Administrator);
        Assert.Contains("1 demande sur des données", (await staff.Page("/gestion")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(reference, (await staff.Page("/gestion/demandes?etat=Open")).Body!.TextContent, StringComparison.Ordinal);

        var page = await staff.Page($"/gestion/demandes/{reference}");
        Assert.NotNull((await Visitor.Read(await staff.Fill(page, null, ("mots", "")))).QuerySelector("[role=alert]"));
        await staff.Fill(page, null, ("sens", "non"), ("mots", "Cette mission nous est confiée par la loi."));
        await staff.Fill(page, null, ("sens", "oui"), ("mots", "Une seconde fois."));

        var request = await house.InDatabase(db => db.RightsRequests.SingleAsync());
        Assert.Equal((RequestState.Refused, staff.Id, house.Clock.Now), (request.State, request.AnsweredBy, request.AnsweredAt));
        var mail = await house.InDatabase(db => db.OutgoingMails.SingleAsync(m => m.CauseKind == "privacy.reply"));
        Assert.Equal("jeanne@example.org", mail.ToAddress);
        Assert.Contains("Cette mission nous est confiée par la loi.", mail.TextBody, StringComparison.Ordinal);
        Assert.NotNull((await staff.Page("/gestion/demandes?etat=Open")).QuerySelector("main .empty"));
        Assert.Equal(1, await house.InDatabase(db => db.AuditEntries.CountAsync(e => e.Act == "privacy.answer" && e.PersonId == staff.Id)));
    }

    [Theory, OnBothDatabases]
    public async Task A_request_is_late_a_month_after_it_was_asked_and_not_before(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await Asked(house);
        var due = house.Clock.Now.AddMonths(1);

        house.Clock.Now = due.AddSeconds(-1);
        Assert.DoesNotContain("en retard", await Desk(house), StringComparison.Ordinal);
        house.Clock.Now = due;
        Assert.Contains("en retard", await Desk(house), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_staff_decides_is_said_to_the_public_at_once_and_kept_in_the_trail(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        using var staff = await house.SignIn(Role.Administrator);
        var form = "form:has(input[name=finalite][value='privacy.consents'])";
        var page = await staff.Page("/gestion/finalites");
        Assert.NotNull((await Visitor.Read(await staff.Fill(page, form, ("duree-privacy-unconfirmed", "0")))).QuerySelector("[role=alert] a[href='#duree-privacy-unconfirmed']"));

        await staff.Fill(page, form, ("responsable", "Fondation d’essai"), ("fondement", nameof(LegalBasis.LegitimateInterest)), ("duree-privacy-unconfirmed", "5"));

        var notice = (await house.Page("/donnees-personnelles")).Body!.TextContent;
        Assert.Contains("Fondation d’essai", notice, StringComparison.Ordinal);
        Assert.Contains("5 jours après la demande", notice, StringComparison.Ordinal);
        Assert.Equal(1, await house.InDatabase(db => db.AuditEntries.CountAsync(e => e.Act == "privacy.decide" && e.Subject == "privacy.consents")));
    }

    [Theory]
    [InlineData("/gestion/demandes")]
    [InlineData("/gestion/finalites")]
    public async Task It_is_not_for_an_editor(string path)
    {
        await using var house = await PrivacyHouse.Open(Provider.Sqlite);
        using var editor = await house.SignIn(Role.Editor);

        Assert.NotEqual(HttpStatusCode.OK, await editor.StatusOf(path));
    }

    private static async Task<string> Desk(House house)
    {
        using var staff = await house.SignIn(Role.Administrator);
        return (await staff.Page("/gestion/demandes")).QuerySelector("main")!.TextContent;
    }

    private static async Task<string> Asked(House house)
    {
        using var reader = await house.ComeByMail("jeanne@example.org");
        await reader.Fill("/mes-donnees/demander?finalite=privacy.requests&droit=Rectification", ("mots", "Mon adresse est mal écrite."));
        return await house.InDatabase(db => db.RightsRequests.Select(r => r.Reference).SingleAsync());
    }
}
