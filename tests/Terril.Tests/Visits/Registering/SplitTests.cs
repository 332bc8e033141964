using Terril.Observatory;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Day;
using Terril.Tests.Visits.Manage;
using Terril.Visits.After.Asked;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Registering;

/// <summary>A party that comes with what was left and waits for the others: two registrations of one address, which reads each thing once.</summary>
public sealed class SplitTests
{
    private const string Lou = "lou@terril.example";
    private const string Noe = "noe@terril.example";

    private static readonly Text s_reason = new("Une grève.", "A strike.");

    [Theory, OnBothDatabases]
    public async Task What_happens_to_the_visit_is_written_once_to_the_address_of_a_party_that_was_split(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(6);
        await house.Register(session, Noe, 4);
        await house.Register(session, VisitsHouse.Fields(Lou, 4, ("Form.WhenShort", "Split")));
        using var organiser = await house.Organiser();
        var review = await Visitor.Read(await organiser.Fill($"{DeskOfVisits.Of(session)}/annuler", ("Form.ReasonFr", "Une grève")));
        Assert.Contains("2 courriels", review.Said(), StringComparison.Ordinal);

        Assert.Contains("Les autres personnes de votre groupe gardent leur rang", (await Written(house, () => house.Act<MoveSession>(move => move.Run(session.Id, session.StartsAt.AddDays(1), session.EndsAt.AddDays(1), s_reason, default)))).TextBody, StringComparison.Ordinal);

        await house.Act<CancelRegistration>(async cancel => await cancel.Run((await house.Of(session, Noe)).Id, TrailReason.ByStaff, default));
        var rest = (await house.Registrations(session)).Single(r => r.PartOf is not null);
        await house.Act<AcceptOffer>(accept => accept.Run(rest.Id, default));
        house.Clock.Now = session.StartsAt.AddDays(-1);
        Assert.Contains("4 places sont à votre nom", Plain((await Written(house, () => house.Act<RemindOfSessions>(remind => remind.Run(null, default)))).TextBody!), StringComparison.Ordinal);

        await Written(house, () => house.Act<CancelSession>(cancel => cancel.Run(session.Id, s_reason, default)));
    }

    [Theory, OnBothDatabases]
    public async Task A_party_that_was_split_is_thanked_and_asked_once_with_a_certificate_for_each_part(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(6);
        await house.Register(session, Noe, 4);
        await house.Register(session, VisitsHouse.Fields(Lou, 4, ("Form.WhenShort", "Split")));
        await house.Act<CancelRegistration>(async cancel => await cancel.Run((await house.Of(session, Noe)).Id, TrailReason.ByStaff, default));
        var rest = (await house.Registrations(session)).Single(r => r.PartOf is not null);
        await house.Act<AcceptOffer>(accept => accept.Run(rest.Id, default));
        foreach (var registration in await house.Registrations(session)) if (registration.AddressKey == Lou) await DayHouse.Came(house, registration);

        house.Clock.Now = AfterTimes.Thanks(await house.Again(session));
        var thanks = await Written(house, () => house.Act<ThankVisitors>(thank => thank.Run(null, default)));
        Assert.Contains("qui avaient attendu", thanks.TextBody, StringComparison.Ordinal);
        Assert.Equal(2, thanks.HtmlBody!.Split("/attestation").Length - 1);
        Assert.All((await house.Registrations(session)).Where(r => r.AddressKey == Lou), r => Assert.NotNull(r.ThankedAt));
        house.Clock.Now = AfterTimes.FollowUp(await house.Again(session), 3);
        await Written(house, () => house.Act<AskFollowUps>(ask => ask.Run(null, default)));
    }

    // The only mail that it writes to them.
    private static async Task<Terril.Shared.Mail.OutgoingMail> Written(House house, Func<Task> work)
    {
        var before = (await house.Mails(Lou)).Select(m => m.Id).ToHashSet();
        await work();
        return Assert.Single(await house.Mails(Lou), m => !before.Contains(m.Id));
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
