using Microsoft.EntityFrameworkCore;
using Terril.Actions.StillTrue;
using Terril.Shared.Access;
using Terril.Tests.Accounts;
using Terril.Tests.Actions;
using Terril.Tests.Agenda;
using Terril.Tests.Collectives;
using Terril.Tests.Harness;
using Terril.Tests.Privacy.Mine;
using Terril.Tests.Visits;
using Terril.Tests.Visits.Day;
using Terril.Tests.Visits.Manage;
using Terril.Visits.After.Asked;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Tests;

/// <summary>A house that has written every mail that the application can write, each caused as people cause it. A room that writes another adds it here.</summary>
internal static class EveryMail
{
    /// <summary>Every template there is in the sources.</summary>
    public static IReadOnlyList<string> Templates { get; } =
    [
        .. Directory.EnumerateFiles(Checkout.File("src/Terril"), "*.cshtml", SearchOption.AllDirectories)
            .Select(path => "/" + Path.GetRelativePath(Checkout.File("src/Terril"), path).Replace('\\', '/'))
            .Where(path => path.Contains("/Mails/", StringComparison.Ordinal) && !path.StartsWith("/bin/", StringComparison.Ordinal) && !path.StartsWith("/obj/", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith('_'))
            .Order(StringComparer.Ordinal),
    ];

    public static async Task WriteEveryMail(this House house)
    {
        // First, since days go by: what is sent to come in serves for less.
        await AfterVisit(house);
        await OfVisits(house);
        using var staff = await house.SignIn(Role.Administrator);
        await OfAccounts(house, staff);
        await OfContact(house, staff);
        await OfActions(house, staff);
        await OfAgenda(house, staff);
        await OfPrivacy(house, staff);
        await OfCollectives(house, staff);
        await staff.Fill("/gestion/courriels", "main form[action*=trial]", ("to", "essai@terril.example"));
        await house.DoJobs();
    }

    private static async Task OfAccounts(House house, Visitor staff)
    {
        await staff.Fill("/gestion/personnes/inviter", ("name", "Camille Modèle"), ("email", "camille@terril.example"), ("roles", "Editor"));
        using var visitor = house.Stranger();
        await AccountsHouse.AskForLink(visitor, (await house.Person([Role.Editor])).Email);
        await visitor.Fill("/mot-de-passe", ("email", (await house.PersonWithPassword()).Email));

        var changing = await house.PersonWithPassword();
        await visitor.Try(changing.Email);
        await visitor.Fill("/mon-compte/mot-de-passe", ("password", "encore un autre tout neuf"));

        using var moving = house.Stranger();
        await moving.Try((await house.PersonWithPassword()).Email);
        await moving.Fill("/mon-compte/adresse", ("email", changing.Email));
        await moving.Fill("/mon-compte/adresse", ("email", "nouvelle@terril.example"));
    }

    private static async Task OfCollectives(House house, Visitor staff)
    {
        var collective = await house.Collective("tous");
        foreach (var (name, act) in new[] { ("Atelier exemple", "accept"), ("Fabrique exemple", "refuse") })
        {
            await house.AskToJoin(collective, name, $"{act}@terril.example");
            using var asker = house.Stranger();
            await asker.Press(await house.RequestLink($"{act}@terril.example"));
            await staff.Fill($"/gestion/collectifs/{collective.Id}", $"form[action*='handler={act}']", ("reason", act == "refuse" ? "Hors de la région." : null));
        }
    }

    private static async Task OfContact(House house, Visitor staff)
    {
        using var visitor = house.Stranger();
        var form = await visitor.Page("/contact");
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        await visitor.Fill(form, null, ("Form.Subject", "Accessibility"), ("Form.Address", "noe@terril.example"), ("Form.Body", "Le graphique de https://terril.example/territoires ne se lit pas."));
        var page = $"/gestion/messages/{(await house.InDatabase(db => db.ContactMessages.SingleAsync())).Id}";
        await staff.Fill(page, "form[action*='handler=delay']", ("until", house.Clock.Now.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("reason", "Le graphique se refait."));
        await staff.Fill(page, "form[action*='handler=answer']", ("answer", "C’est fait."));
    }

    // Three proposals: one published, one refused, one to correct; then a year goes by.
    private static async Task OfActions(House house, Visitor staff)
    {
        foreach (var (title, act) in new[] { ("Des haies", "accept"), ("Des mares", "refuse"), ("Des vergers", "correct") })
        {
            var address = $"{act}@terril.example";
            await house.Propose(ActionsHouse.Fields(title, address, ("Form.Territories", ""), ("Form.Indicators", "")));
            using var visitor = house.Stranger();
            await visitor.Fill(await house.ActionLink(address), "form[action*='handler=verify']");
            await staff.Fill($"/gestion/actions/{(await house.Sheet(title)).Id}", $"form[action*='handler={act}']", ("reason", "Dites où."));
        }
        var published = await house.Action("Une vieille action", s => s.PublishedAt = house.Clock.Now.AddYears(-2));
        await house.InDatabase(db =>
        {
            db.ProposalContacts.Add(new() { Room = "actions", SubjectId = published.Id, Name = "Lou", Address = "ask@terril.example", AddressKey = "ask@terril.example", Language = "fr", SecretHash = "t", AskedAt = house.Clock.Now, VerifiedAt = house.Clock.Now, SeenAt = house.Clock.Now });
            return db.SaveChangesAsync();
        });
        await house.Act<AskStillTrue>(job => job.Run(null, CancellationToken.None));
    }

    // Three announcements: one published, one refused, one to correct.
    private static async Task OfAgenda(House house, Visitor staff)
    {
        foreach (var (title, act) in new[] { ("Un débat", "publish"), ("Une vente", "refuse"), ("Un atelier", "correct") })
        {
            var address = $"agenda-{act}@terril.example";
            await house.Announce(AgendaHouse.Fields(title, house.Clock.Now.AddDays(20), ("Form.Territories", ""), ("Form.Address", address)));
            using var visitor = house.Stranger();
            await visitor.Fill(await house.AgendaLink(address), "form[action*='handler=verify']");
            await staff.Fill($"/gestion/agenda/{(await house.EventOf(title)).Id}", $"form[action*='handler={act}']", ("reason", "Dites où."));
        }
    }

    private static async Task OfPrivacy(House house, Visitor staff)
    {
        using var reader = await house.ComeByMail("lucie@example.org");
        await reader.Fill("/mes-donnees/demander?finalite=privacy.requests&droit=Rectification", ("mots", "Mon adresse est mal écrite."));
        var reference = await house.InDatabase(db => db.RightsRequests.Select(r => r.Reference).SingleAsync());
        await staff.Fill($"/gestion/demandes/{reference}", ("sens", "oui"), ("mots", "C’est corrigé."));
        using var asker = house.Stranger();
        await MineJourney.AskForLink(asker, "jeanne@example.org");
    }

    // What each act of visits writes, but for what comes after them. One place, and one at a stop of the other visit.
    // Thanks, with their questionnaire and certificate, and what was started since.
    private static async Task AfterVisit(House house)
    {
        var session = await house.Today();
        var party = await house.Party(session, "Camille Fictive", 2, "Camille Fictive");
        await house.Came(party, 1);
        house.Clock.Now = AfterTimes.Thanks(session);
        await house.Act<ThankVisitors>(job => job.Run(null, CancellationToken.None));
        house.Clock.Now = AfterTimes.FollowUp(session, 3);
        await house.Act<AskFollowUps>(job => job.Run(null, CancellationToken.None));
    }

    private static async Task OfVisits(House house)
    {
        var session = await house.Session(1);
        foreach (var address in new[] { "lou@terril.example", "lou@terril.example", "ines@terril.example" }) await house.Register(session, address);
        await house.Act<CancelRegistration>(async act => await act.Run((await house.Of(session, "lou@terril.example")).Id, TrailReason.ByThePerson, CancellationToken.None));
        await house.MailLeaves();
        house.Clock.Advance(TimeSpan.FromHours(49));
        await house.Act<ExpireOffers>(act => act.Expire(session.Id, CancellationToken.None));

        var other = await house.Session(9, WaitingRule.StrictOrder, null, 1);
        var stop = $"Form.Stops[{other.Stops.Single(s => s.About.Capacity == 1).Id}]";
        foreach (var address in new[] { "sam@terril.example", "yan@terril.example" }) await house.Register(other, VisitsHouse.Fields(address, 1, (stop, "yes")));
        await house.Act<CancelRegistration>(async act => await act.Run((await house.Of(other, "sam@terril.example")).Id, TrailReason.ByThePerson, CancellationToken.None));
        house.Clock.Now = other.StartsAt.AddDays(-2);
        await house.Act<RemindOfSessions>(job => job.Run(null, CancellationToken.None));
        await house.Act<MoveSession>(act => act.Run(other.Id, other.StartsAt.AddDays(7), other.EndsAt.AddDays(7), new("Une grève.", "A strike."), CancellationToken.None));
        await house.Act<CancelSession>(act => act.Run(other.Id, new("Toujours la grève.", "Still the strike."), CancellationToken.None));
    }
}
