using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Collectives.Public;
using Terril.Shared.Access;
using Terril.Tests.Accounts;
using Terril.Tests.Harness;
using Terril.Tests.Visits;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Collectives;

/// <summary>What an organisation shows, who keeps it, and nobody else.</summary>
public sealed class OrganisationsTests
{
    [Theory, OnBothDatabases]
    public async Task A_member_keeps_their_own_and_reaches_nothing_of_another(Provider on)
    {
        await using var house = await House.Open(on);
        var (ours, theirs) = (await house.Organisation("nous"), await house.Organisation("eux"));
        using var other = await house.SpeakFor(theirs);
        using var member = await house.SpeakFor(ours);
        foreach (var path in new[] { $"/gestion/organisations/{theirs.Id}", "/gestion/organisations", "/gestion/collectifs", "/gestion/organisations/nouvelle" })
            Assert.Equal(HttpStatusCode.Forbidden, await member.StatusOf(path));

        // Whatever is added to what is sent, the organisation is that of the session.
        var page = await member.Page("/gestion/organisation");
        (await member.Fill(page, "form[action$='/gestion/organisation']", ("Form.DescriptionFr", "Chez nous."), ("Id", theirs.Id.ToString()), ("Organisation.Id", theirs.Id.ToString()))).ShouldGoOn();
        using var release = await member.Fill(page, "form[action*='handler=release']", ("person", other.Id.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, release.StatusCode);
        Assert.Equal(["Chez nous.", ""], await house.InDatabase(db => db.Organisations.OrderByDescending(o => o.Slug).Select(o => o.DescriptionFr).ToListAsync()));
        Assert.Equal(2, await house.InDatabase(db => db.Representatives.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_contributor_writes_and_does_not_invite(Provider on)
    {
        await using var house = await House.Open(on);
        using var member = await house.SpeakFor(await house.Organisation("nous"), RepresentativeFunction.Contributor);
        var page = await member.Page("/gestion/organisation");
        Assert.Null(page.QuerySelector("form[action*='handler=invite']"));
        page.QuerySelector("form[action$='/gestion/organisation']")!.SetAttribute("action", "/gestion/organisation?handler=invite");
        using var answer = await member.Fill(page, "form[action*='handler=invite']", ("name", "Quelqu’un"), ("address", "quelquun@terril.example"), ("function", "Responsible"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await house.Mails("quelquun@terril.example"));
    }

    [Theory, OnBothDatabases]
    public async Task A_responsible_invites_a_colleague_who_comes_in_and_is_released(Provider on)
    {
        await using var house = await House.Open(on);
        var organisation = await house.Organisation("nous");
        using var member = await house.SpeakFor(organisation);
        (await member.Fill("/gestion/organisation", "form[action*='handler=invite']", ("name", "Léa Fictive"), ("address", "lea@terril.example"), ("function", "Contributor"))).ShouldGoOn();
        await house.DoJobs();
        var link = "/invitation/" + (await house.Mails("lea@terril.example")).Single().TextBody!.Split("/invitation/")[1].Split([' ', '\n', '\r'])[0];
        using var lea = house.Stranger();
        await lea.Fill(await lea.Page(link));
        Assert.Equal(HttpStatusCode.OK, await lea.StatusOf("/gestion/organisation"));

        var page = await member.Page("/gestion/organisation");
        var form = page.QuerySelectorAll("form[action*='handler=release']").Single(f => f.TextContent.Contains("Léa", StringComparison.Ordinal));
        form.Id = "lea";
        (await member.Fill(page, "#lea")).ShouldGoOn();
        Assert.NotEqual(HttpStatusCode.OK, await lea.StatusOf("/gestion/organisation"));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_of_another_organisation_cannot_be_taken(Provider on)
    {
        await using var house = await House.Open(on);
        var (ours, theirs) = (await house.Organisation("nous"), await house.Organisation("eux"));
        using var other = await house.SpeakFor(theirs);
        using var member = await house.SpeakFor(ours);
        using var answer = await member.Fill("/gestion/organisation", "form[action*='handler=invite']", ("name", "Autre"), ("address", other.Email), ("function", "Contributor"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(theirs.Id, await house.InDatabase(db => db.Representatives.Where(r => r.PersonId == other.Id).Select(r => r.OrganisationId).SingleAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_contact_is_shown_once_they_agreed_and_no_more_when_they_do_not(Provider on)
    {
        await using var house = await House.Open(on);
        var organisation = await house.Organisation("nous", o => (o.ContactName, o.ContactAddress) = ("Léa Fictive", "lea@terril.example"));
        Assert.DoesNotContain("Fictive", await house.Text("/organisations/nous"), StringComparison.Ordinal);
        using var member = await house.SpeakFor(organisation);
        (await member.Fill("/gestion/organisation", "form[action$='/gestion/organisation']", ("Form.ContactAgreed", "true"))).ShouldGoOn();
        Assert.Contains("Léa Fictive", await house.Text("/organisations/nous"), StringComparison.Ordinal);
        (await member.Fill("/gestion/organisation", "form[action$='/gestion/organisation']", ("Form.ContactAgreed", null))).ShouldGoOn();
        Assert.DoesNotContain("Fictive", await house.Text("/organisations/nous"), StringComparison.Ordinal);
        Assert.DoesNotContain("lea@", await house.Text("/api/v1/organisations/nous"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Two_that_are_one_keep_both_addresses_their_people_and_their_first_day(Provider on)
    {
        await using var house = await House.Open(on);
        var (kept, gone) = (await house.Organisation("ville-exemple"), await house.Organisation("mairie-exemple"));
        using var person = await house.SpeakFor(gone);
        await house.InDatabase(async db =>
        {
            var collective = new Terril.Collectives.Joining.Collective { Slug = "essai", NameFr = "Essai", IsPublished = true, CreatedAt = house.Clock.Now, ChangedAt = house.Clock.Now };
            db.Collectives.Add(collective);
            foreach (var (organisation, day) in new[] { (kept, new DateOnly(2016, 1, 1)), (gone, new DateOnly(2015, 1, 1)) })
                db.Memberships.Add(new() { CollectiveId = collective.Id, OrganisationId = organisation.Id, State = Terril.Collectives.Joining.MembershipState.Member, AskedAt = house.Clock.Now, JoinedOn = day });
            return await db.SaveChangesAsync();
        });
        using var staff = await house.SignIn(Role.Administrator);
        (await staff.Fill($"/gestion/organisations/{gone.Id}", "form[action*='handler=merge']")).ShouldGoOn();

        using var stranger = house.Stranger();
        using var former = await stranger.Get("/en/organisations/mairie-exemple");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/en/organisations/ville-exemple"), (former.StatusCode, former.Headers.Location!.OriginalString));
        Assert.Contains("1er janvier 2015", (await house.Page("/organisations/ville-exemple")).Body!.TextContent.Replace('\u00a0', ' ').Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.StartsWith("1 ", (await house.Page("/collectifs/essai")).QuerySelector("aside .h4 strong")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("ville-exemple", (await person.Page("/gestion/organisation")).Body!.InnerHtml, StringComparison.Ordinal);
        using var again = await staff.Fill($"/gestion/organisations/{kept.Id}", "form[action*='handler=show']", ("shown", "true"));
        again.ShouldGoOn();
        Assert.Equal(HttpStatusCode.NotFound, await staff.StatusOf($"/gestion/organisations/{gone.Id}"));
    }

    /// <summary>Whatever the two were, how many they were on any day is what it was.</summary>
    [Theory, OnBothDatabases]
    public async Task A_merge_changes_no_count_of_a_day_when_only_one_was_there_and_keeps_each_charter_that_was_accepted(Provider on)
    {
        await using var house = await House.Open(on);
        var (kept, gone) = (await house.Organisation("ville-exemple"), await house.Organisation("mairie-exemple"));
        var collective = await house.Collective("essai");
        var charter = collective.Charters[0].Id;
        await house.InDatabase(db =>
        {
            void Add(Organisation one, DateOnly joined, DateOnly? left, Guid? accepted) => db.Memberships.Add(new()
            {
                CollectiveId = collective.Id, OrganisationId = one.Id, AskedAt = house.Clock.Now, JoinedOn = joined, LeftOn = left, CharterId = accepted, State = left is null ? MembershipState.Member : MembershipState.Left,
            });
            Add(kept, new(2014, 3, 1), new(2014, 9, 1), null);
            Add(gone, new(2015, 6, 1), new(2015, 12, 31), charter);
            Add(kept, new(2015, 11, 1), new(2016, 2, 1), charter);
            return db.SaveChangesAsync();
        });
        await house.Act<MergeOrganisations>(merge => merge.Run(gone.Id, kept.Id, CancellationToken.None));

        var said = (await house.InScope(services => services.GetRequiredService<KnownCollectives>().Now().AsTask())).Collectives.Single();
        foreach (var (day, count) in new[] { ("2014-02-28", 0), ("2014-06-01", 1), ("2014-09-01", 0), ("2015-03-01", 0), ("2015-06-01", 1), ("2015-11-30", 1), ("2016-01-31", 1), ("2016-02-01", 0) })
            Assert.Equal((day, count), (day, said.MembersOn(DateOnly.Parse(day, CultureInfo.InvariantCulture))));
        Assert.Equal(2, await house.InDatabase(db => db.Memberships.CountAsync(m => m.CharterId == charter)));
    }

    /// <summary>Somebody asked for an organisation that was there under another name: they are told, and forgotten as promised.</summary>
    [Theory, OnBothDatabases]
    public async Task Whoever_asked_for_one_that_was_a_member_already_is_told_when_the_two_become_one(Provider on)
    {
        await using var house = await House.Open(on);
        var collective = await house.Collective("essai");
        var kept = await house.Organisation("ville-exemple");
        await house.InDatabase(db =>
        {
            db.Memberships.Add(new() { CollectiveId = collective.Id, OrganisationId = kept.Id, AskedAt = house.Clock.Now, JoinedOn = new(2015, 1, 1), State = MembershipState.Member });
            return db.SaveChangesAsync();
        });
        await house.AskToJoin(collective, "Mairie exemple", "noe@terril.example");
        using var noe = house.Stranger();
        await noe.Press(await house.RequestLink("noe@terril.example"));
        var gone = await house.InDatabase(db => db.Organisations.SingleAsync(o => o.Name == "Mairie exemple"));
        var mails = (await house.Mails("noe@terril.example")).Count;

        await house.Act<MergeOrganisations>(merge => merge.Run(gone.Id, kept.Id, CancellationToken.None));

        Assert.Equal(MembershipState.Member, Assert.Single(await house.InDatabase(db => db.Memberships.ToListAsync())).State);
        Assert.Equal((mails + 1, true), ((await house.Mails("noe@terril.example")).Count, await house.InDatabase(db => db.JoinRequests.AllAsync(r => r.AnsweredAt != null))));
        Assert.Empty(await house.InDatabase(db => db.Representatives.ToListAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task One_that_was_merged_brings_its_actions_and_its_events(Provider on)
    {
        await using var house = await House.Open(on);
        var (kept, gone) = (await house.Organisation("ville-exemple"), await house.Organisation("mairie-exemple"));
        await Actions.ActionsHouse.Action(house, "Une haie", s => s.LeadId = gone.Id);
        await Agenda.AgendaHouse.Event(house, "Un atelier", e => e.OrganisationId = gone.Id);
        await house.Act<MergeOrganisations>(merge => merge.Run(gone.Id, kept.Id, CancellationToken.None));

        var page = await house.Words("/organisations/ville-exemple");
        Assert.Contains("Une haie", page, StringComparison.Ordinal);
        Assert.Contains("Un atelier", page, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Axes_keep_their_identity_when_one_is_put_before_them_taken_out_or_renamed(Provider on)
    {
        await using var house = await House.Open(on);
        var collective = await house.Collective("essai");
        var first = await Axes("A", "B", "C");
        var second = await Axes("Z", "A", "C");
        Assert.Equal((first["A"], first["C"]), (second["A"], second["C"]));
        Assert.DoesNotContain(first["B"], second.Values);
        var third = await Axes("Z", "A bis", "C");
        Assert.Equal(second["A"], third["A bis"]);

        async Task<Dictionary<string, Guid>> Axes(params string[] names)
        {
            await house.InScope(async services =>
            {
                var db = services.GetRequiredService<Terril.Shared.Database.TerrilDb>();
                await services.GetRequiredService<SaveCollective>().Run(await db.Collectives.Include(c => c.Axes).SingleAsync(c => c.Id == collective.Id), _ => { }, [.. names.Select(n => (n, n))], CancellationToken.None);
            });
            return await house.InDatabase(db => db.CollectiveAxes.ToDictionaryAsync(a => a.NameFr, a => a.Id));
        }
    }

    [Theory]
    [InlineData("73282932000074", true)]
    [InlineData("73282932000075", false)]
    [InlineData("35600000000048", true)]
    [InlineData("35600000049837", true)]
    [InlineData("7328293200007", false)]
    [InlineData("7328293200007A", false)]
    public void A_siret_agrees_with_its_key(string number, bool isOne) => Assert.Equal(isOne, Registers.IsSiret(number));

    [Theory]
    [InlineData("W591000001", true)]
    [InlineData("W2A1000001", true)]
    [InlineData("W59100000", false)]
    [InlineData("591000001W", false)]
    public void A_rna_has_its_form(string number, bool isOne) => Assert.Equal(isOne, Registers.IsRna(number));
}
