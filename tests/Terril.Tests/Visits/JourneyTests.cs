using Microsoft.Playwright;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Day;
using Terril.Visits;
using Terril.Visits.After.Asked;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits;

/// <summary>All that a visit is for those who come, from the first page to the last question: on a telephone, without script, by the keyboard alone.</summary>
public sealed class JourneyTests
{
    private const string Lou = "lou@terril.example";
    private const string Noe = "noe@terril.example";

    [Fact]
    public async Task One_registers_another_waits_is_offered_the_place_takes_it_is_welcomed_and_answers()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var session = await house.Session(1, WaitingRule.StrictOrder, null, null);
        await using var visitor = await Telephone.Of(house);
        await house.DoJobs();

        await Register(house, visitor, session, "Lou Démonstration", Lou);
        await visitor.Sees("C’est noté", "1 place est confirmée");
        await Register(house, visitor, session, "Noé Exemple", Noe);
        await visitor.Sees("C’est noté", "1 place en liste d’attente, au rang 1");
        await visitor.OpenMail(Noe, "Voir, modifier ou annuler");
        await visitor.Sees("Votre inscription", VisitWords.Rule(session.Rule).Fr);
        await Assertions.Expect(visitor.Page.Locator("[data-rank]")).ToHaveTextAsync("1");

        await visitor.OpenMail(Lou, "Voir, modifier ou annuler");
        await visitor.Press("Annuler mon inscription");
        await visitor.Sees("Votre inscription", "Votre inscription est annulée");

        await visitor.OpenMail(Noe, "Prendre ces places");
        await visitor.Sees("Votre inscription", "1 place vous est gardée");
        await visitor.Press("Prendre ces places");
        await visitor.Sees("Votre inscription", "Les places sont à vous");
        Assert.Equal(RegistrationState.Confirmed, (await house.Of(session, Noe)).State);

        house.Clock.Now = session.StartsAt.AddDays(-2);
        await house.DoJobs();
        Assert.Contains("Bientôt", (await house.Mails(Noe))[^1].Subject, StringComparison.Ordinal);
        house.Clock.Now = session.StartsAt.AddMinutes(-20);
        await Welcome(house, session);

        house.Clock.Now = AfterTimes.Thanks(session);
        await house.DoJobs();
        await visitor.OpenMail(Noe, "Répondre au questionnaire");
        await visitor.Sees("Votre avis sur la visite", "Seule la première question est nécessaire");
        await visitor.Tick("#overall-1");
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await visitor.Write("#learned-1", "Le prix d’un refus de tri.");
        await visitor.Press("Envoyer mes réponses");
        await visitor.Sees("Merci, c’est noté", "Vos réponses sont enregistrées");

        Assert.Equal([("learned", null, "Le prix d’un refus de tri."), ("overall", 2, "")], (await house.InDatabase(db => Task.FromResult(db.FeedbackAnswers.ToList()))).OrderBy(a => a.Question).Select(a => (a.Question, a.Score, a.Words)));
        Assert.DoesNotContain(await house.Mails(Lou), m => m.WrittenAt >= session.StartsAt);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
    }

    private static async Task Welcome(House house, VisitSession session)
    {
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        await using var door = await Telephone.Of(house, organiser);
        await door.Open("/gestion/visites");
        await door.Sees("Visites", session.About.TitleFr);
        await door.Press(session.About.TitleFr, AriaRole.Link);
        await door.Sees(session.About.TitleFr, "Où on en est");
        await door.Press("Accueil du jour", AriaRole.Link);
        await door.Sees("Accueil", "Noé Exemple");
        await Assertions.Expect(door.Page.Locator(".door")).Not.ToContainTextAsync("Lou");
        await door.Press("Pointer Noé Exemple");
        await door.Sees("Accueil", "sur place");
        Assert.Equal(1, (await house.Roll(session)).Count.Here);
    }

    // From the list of visits to the form, filled and sent.
    private static async Task Register(House house, Telephone visitor, VisitSession session, string name, string address)
    {
        await visitor.Open("/visites");
        await visitor.Sees("Visites", session.About.TitleFr);
        await visitor.Press(session.About.TitleFr, AriaRole.Link);
        await visitor.Sees(session.About.TitleFr, "Le programme, étape par étape");
        await visitor.Press("S’inscrire", AriaRole.Link);
        await visitor.Sees("S’inscrire à la visite", "Vos places ne sont réservées qu’à la confirmation");
        await visitor.Write("#name", name);
        await visitor.Write("#address", address);
        await visitor.Tick("#r-Elected");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        await visitor.Press("Vérifier et confirmer");
    }
}
