using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.PersonalData;
using Terril.Tests.Harness;
using Terril.Tests.Privacy;
using Terril.Tests.Privacy.Mine;
using Terril.Visits.Registering;

namespace Terril.Tests.Visits.Registering;

public sealed class RegistrationsHoldingTests
{
    private const string Lou = "lou@terril.example";

    [Theory, OnBothDatabases]
    public async Task Needs_are_erased_thirty_days_after_the_visit_and_who_came_eighteen_months_after_it(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(5);
        await house.Register(session, VisitsHouse.Fields(Lou, 2, ("Form.Diet", "Sans gluten"), ("Form.Names", "Ada")));
        Assert.Equal(["visits.needs", "visits.registrations"], await Held(house));

        house.Clock.Now = session.EndsAt.AddDays(30).AddMinutes(-1);
        await house.ApplyRetention();
        Assert.Equal(2, (await Held(house)).Count);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await house.ApplyRetention();
        Assert.Equal(["visits.registrations"], await Held(house));

        house.Clock.Now = session.EndsAt.AddMonths(18).AddMinutes(1);
        await house.ApplyRetention();
        Assert.Empty(await Held(house));
        var left = Assert.Single(await house.Registrations(session));
        Assert.Equal(("", "", "", 2, VisitorRole.Officer, 0), (left.ContactName, left.Address, left.Words, left.Size, left.Role, left.Participants.Count));
    }

    [Theory, OnBothDatabases]
    public async Task Who_is_erased_before_the_visit_frees_their_places_for_those_who_wait(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(1);
        await house.Register(session, Lou);
        await house.Register(session, "noe@terril.example");
        var lou = await house.Of(session, Lou);
        await house.InScope(services => services.GetServices<IHoldPersonalData>().Single(h => h.Holding.Key == "visits.registrations").Erase([lou.Id], CancellationToken.None));
        Assert.Equal(0, (await house.Again(session)).Taken);
        await house.DoJobs();
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        await house.DoJobs();

        Assert.Equal(RegistrationState.Offered, (await house.Of(session, "noe@terril.example")).State);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
    }

    [Theory, OnBothDatabases]
    public async Task Sharing_cars_is_asked_in_exact_words_and_holds_once_confirmed_by_the_mail(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(5);
        await house.Register(session, VisitsHouse.Fields(Lou, 1, ("Form.SharesCars", "true")));
        Assert.False(await house.WithConsents(c => c.IsGiven(Lou, "visits.car-sharing", CancellationToken.None)));

        var mail = Assert.Single(await house.Mails(Lou)).HtmlBody!;
        var link = System.Text.RegularExpressions.Regex.Match(mail, "/consentement/confirmer/[\\w-]{43}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        using var visitor = house.Stranger();
        await visitor.Fill(link);

        Assert.True(await house.WithConsents(c => c.IsGiven(Lou, "visits.car-sharing", CancellationToken.None)));
    }

    [Theory, OnBothDatabases]
    public async Task What_was_agreed_to_is_read_in_its_words_and_withdrawn_by_one_button_and_nothing_is_kept_for_it(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(5);
        await house.Register(session, VisitsHouse.Fields(Lou, 1, ("Form.Diet", "Sans gluten"), ("Form.SharesCars", "true")));
        var link = System.Text.RegularExpressions.Regex.Match(Assert.Single(await house.Mails(Lou)).HtmlBody!, "/consentement/confirmer/[\\w-]{43}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        using var visitor = house.Stranger();
        await visitor.Fill(link);
        using var reader = await house.ComeByMail(Lou);
        var dossier = await reader.Page("/mes-donnees/dossier");
        Assert.Contains("vous acceptez que nous le lisions pour vous accueillir", dossier.QuerySelector("[data-purpose='privacy.consents']")!.TextContent, StringComparison.Ordinal);

        foreach (var purpose in new[] { "visits.car-sharing", "visits.needs" })
        {
            Assert.True(await house.WithConsents(c => c.IsGiven(Lou, purpose, CancellationToken.None)));
            dossier = await reader.Follow(await reader.Fill(dossier, $"[data-purpose='{purpose}'] form[action*=withdraw]"));
            Assert.Contains("retiré", dossier.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
            Assert.Null(dossier.QuerySelector($"[data-purpose='{purpose}']"));
            Assert.False(await house.WithConsents(c => c.IsGiven(Lou, purpose, CancellationToken.None)));
        }

        Assert.Equal(["visits.registrations"], await Held(house));
    }

    [Theory, OnBothDatabases]
    public async Task Needs_are_forgotten_as_soon_as_the_registration_is_cancelled(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(5);
        await house.Register(session, VisitsHouse.Fields(Lou, 1, ("Form.Diet", "Sans gluten")));
        var lou = await house.Of(session, Lou);
        Assert.True(await house.Act<CancelRegistration, bool>(cancel => cancel.Run(lou.Id, TrailReason.ByThePerson, CancellationToken.None)));

        Assert.Equal(["visits.registrations"], await Held(house));
    }

    private static Task<List<string>> Held(House house) => house.InScope(async services =>
    {
        List<string> held = [];
        foreach (var holder in services.GetServices<IHoldPersonalData>().Where(h => h.Holding.Key.StartsWith("visits.", StringComparison.Ordinal)))
            if ((await holder.Find(Lou, CancellationToken.None)).Count > 0) held.Add(holder.Holding.Key);
        held.Sort(StringComparer.Ordinal);
        return held;
    });
}
