using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Actions.Census;
using Terril.Actions.StillTrue;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits;

namespace Terril.Tests.Actions;

/// <summary>Once a year, who leads an action is asked whether it is still true.</summary>
public sealed class StillTrueTests
{
    [Theory, OnBothDatabases]
    public async Task Representatives_are_asked_once_a_year_and_the_page_says_what_they_answered(Provider on)
    {
        await using var house = await House.Open(on);
        var organisation = await house.Organisation("Structure exemple");
        var person = await house.Person([Role.Member], organisation.Id);
        await house.InDatabase(db =>
        {
            db.Representatives.Add(new() { PersonId = person.Id, OrganisationId = organisation.Id, AddedAt = house.Clock.Now });
            return db.SaveChangesAsync();
        });
        var sheet = await house.Action("Nos haies", s => s.LeadId = organisation.Id);

        house.Clock.Now = house.Clock.Now.AddMonths(11);
        await house.DoJobs();
        Assert.Empty(await Asked(house, person.Email));
        house.Clock.Now = house.Clock.Now.AddMonths(2);
        await house.DoJobs();
        house.Clock.Now = house.Clock.Now.AddDays(2);
        await house.DoJobs();
        Assert.Single(await Asked(house, person.Email));

        using var visitor = house.Stranger();
        var link = await house.ActionLink(person.Email);
        await visitor.Page(link);
        Assert.Contains("Non confirmée", (await house.Page($"/actions/{sheet.Slug}")).Said(), StringComparison.Ordinal);
        await visitor.Fill(link, ("answer", "True"));
        Assert.Contains("Confirmée le", (await house.Page($"/actions/{sheet.Slug}")).Said(), StringComparison.Ordinal);

        house.Clock.Now = house.Clock.Now.AddYears(1).AddDays(40);
        Assert.Contains("Non confirmée depuis", (await house.Page($"/actions/{sheet.Slug}")).Said(), StringComparison.Ordinal);
        await house.DoJobs();
        await visitor.Fill(await house.ActionLink(person.Email), ("answer", "Over"));
        Assert.Equal(ActionStage.Done, (await house.Sheet("Nos haies")).Stage);
        // What is done is asked no more.
        house.Clock.Now = house.Clock.Now.AddYears(2);
        await house.DoJobs();
        Assert.Equal(2, await house.InDatabase(db => db.ActionAskings.CountAsync(a => a.IsSent)));
    }

    [Theory, OnBothDatabases]
    public async Task Who_proposed_it_is_asked_where_nobody_represents_its_lead_and_what_changed_waits_for_the_team(Provider on)
    {
        await using var house = await House.Open(on);
        var sheet = await house.Action("Nos haies");
        await house.Action("À personne");
        await house.InDatabase(db =>
        {
            db.ProposalContacts.Add(new() { Room = "actions", SubjectId = sheet.Id, Name = "Lou", Address = "lou@terril.example", AddressKey = "lou@terril.example", Language = "en", SecretHash = "t", AskedAt = house.Clock.Now, VerifiedAt = house.Clock.Now, SeenAt = house.Clock.Now });
            return db.SaveChangesAsync();
        });
        house.Clock.Now = house.Clock.Now.AddMonths(13);
        await house.Act<AskStillTrue>(job => job.Run(null, CancellationToken.None));

        using var visitor = house.Stranger();
        var link = await house.ActionLink("lou@terril.example");
        Assert.StartsWith("/en/", link, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, (await visitor.Fill(link, ("answer", "Changed"))).StatusCode);
        await visitor.Fill(link, ("answer", "Changed"), ("what", "There are mares too."));
        using var staff = await house.SignIn(Role.Editor);
        Assert.Contains("There are mares too.", (await staff.Page($"/gestion/actions/{sheet.Id}")).Said(), StringComparison.Ordinal);
        Assert.Equal(1, await house.InDatabase(db => db.ActionAskings.CountAsync(a => !a.IsSent)));
        Assert.Equal(house.Clock.Now, (await house.InDatabase(db => db.ProposalContacts.SingleAsync())).SeenAt);
    }

    /// <summary>What another answers gives no longer life to what is kept of who proposed.</summary>
    [Theory, OnBothDatabases]
    public async Task The_answer_of_who_represents_the_lead_is_not_that_of_who_proposed(Provider on)
    {
        await using var house = await House.Open(on);
        var organisation = await house.Organisation("Structure exemple");
        var sheet = await house.Action("Nos haies", s => s.LeadId = organisation.Id);
        var asking = new ActionAsking { SheetId = sheet.Id, SecretHash = "s", IsSent = true, AskedAt = house.Clock.Now };
        var proposed = house.Clock.Now;
        await house.InDatabase(db =>
        {
            db.Add(asking);
            db.ProposalContacts.Add(new() { Room = "actions", SubjectId = sheet.Id, Address = "lou@terril.example", AddressKey = "lou@terril.example", SecretHash = "t", AskedAt = proposed, VerifiedAt = proposed, SeenAt = proposed });
            return db.SaveChangesAsync();
        });
        house.Clock.Advance(TimeSpan.FromDays(400));
        await house.InScope(async services =>
        {
            var db = services.GetRequiredService<Terril.Shared.Database.TerrilDb>();
            await services.GetRequiredService<AnswerStillTrue>().Run(await db.ActionAskings.SingleAsync(), await db.ActionSheets.SingleAsync(), StillAnswer.True, "", CancellationToken.None);
        });
        Assert.Equal(proposed, (await house.InDatabase(db => db.ProposalContacts.SingleAsync())).SeenAt);
    }

    private static async Task<List<Terril.Shared.Mail.OutgoingMail>> Asked(House house, string address) => [.. (await house.Mails(address)).Where(m => m.Template.EndsWith("Ask.cshtml", StringComparison.Ordinal))];
}
