using Terril.Tests.Harness;
using Terril.Visits.Registering;
using static Terril.Tests.Visits.Manage.DeskOfVisits;

namespace Terril.Tests.Visits.Manage.Messages;

public sealed class MessagesTests
{
    private static readonly (string, string?)[] s_message = [("Form.SubjectFr", "Prévoyez des bottes, {nom}"), ("Form.WordsFr", "Bonjour {nom},\nRendez-vous {rendez-vous}.\nVos places : {places}.")];

    [Theory, OnBothDatabases]
    public async Task A_message_is_read_again_with_its_count_and_posted_twice_it_leaves_once(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(3);
        await house.Register(session, "un@terril.example", 2);
        await house.Register(session, "deux@terril.example");
        await house.Register(session, "trois@terril.example");
        var before = (await house.Mails()).Count;

        var review = await Visitor.Read(await organiser.Fill($"{Of(session)}/ecrire", s_message));
        Assert.Contains("2 courriels", review.Said(), StringComparison.Ordinal);
        Assert.Contains("Parvis de la gare", review.QuerySelector("pre.mail")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, (await house.Mails()).Count);
        await organiser.Fill(review);
        var again = await organiser.Follow(await organiser.Fill(review));

        var mails = (await house.Mails()).Where(m => m.CauseKind == "visits.message").ToList();
        Assert.Equal(["deux@terril.example", "un@terril.example"], mails.Select(m => m.ToAddress).Order(StringComparer.Ordinal));
        Assert.All(mails, m => Assert.Equal("Prévoyez des bottes, Lou Démonstration", m.Subject));
        Assert.All(mails, m => Assert.True(m.Unsubscribe is null && !m.IsMailing));
        Assert.Contains("Vos places : 2", mails.Single(m => m.ToAddress == "un@terril.example").TextBody!.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal(1, (await house.Acts()).Count(a => a == "visits.message.send"));
        Assert.Contains("Messages envoyés", again.Said(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_name_that_is_not_in_the_list_is_refused_and_so_is_a_segment_of_nobody(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(3);
        await house.Register(session, "un@terril.example");

        var page = await Visitor.Read(await organiser.Fill($"{Of(session)}/ecrire", ("Form.SubjectFr", "Bonjour"), ("Form.WordsFr", "{Session.OrganiserAddress} {adresse}")));
        Assert.Contains("n’est pas un nom connu", page.Fault("WordsFr"), StringComparison.Ordinal);
        Assert.Equal("{Session.OrganiserAddress} {adresse}", page.QuerySelector("#WordsFr")!.TextContent);
        page = await Visitor.Read(await organiser.Fill(page, null, ("Form.WordsFr", "Bonjour {nom}"), ("Form.Segment", "Waiting")));
        Assert.Contains("personne", page.Fault("Segment"), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_who_comes_between_the_review_and_the_sending_is_read_again(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(3);
        await house.Register(session, "un@terril.example");
        var review = await Visitor.Read(await organiser.Fill($"{Of(session)}/ecrire", s_message));
        await house.Register(session, "deux@terril.example");

        var again = await Visitor.Read(await organiser.Fill(review));
        Assert.Contains("le nombre de personnes a changé", again.Said(), StringComparison.Ordinal);
        Assert.DoesNotContain(await house.Mails(), m => m.CauseKind == "visits.message");
        await organiser.Fill(again);
        Assert.Equal(2, (await house.Mails()).Count(m => m.CauseKind == "visits.message"));
    }

    [Theory, OnBothDatabases]
    public async Task Those_who_came_those_who_did_not_and_those_ticked_in_the_table_are_written_to_and_nobody_of_another_session(Provider on)
    {
        await using var house = await House.Open(on);
        using var organiser = await house.Organiser();
        var session = await house.Session(5);
        var other = await house.Session(5);
        await house.Register(session, "la@terril.example");
        await house.Register(session, "absent@terril.example");
        await house.Register(other, "ailleurs@terril.example");
        await house.Came(await house.Of(session, "la@terril.example"), 1);
        var elsewhere = await house.Of(other, "ailleurs@terril.example");
        var absent = await house.Of(session, "absent@terril.example");

        foreach (var segment in new[] { "Came", "DidNotCome" })
            await organiser.Fill(await Visitor.Read(await organiser.Fill($"{Of(session)}/ecrire", [.. s_message, ("Form.Segment", segment)])));
        Assert.Equal(["la@terril.example", "absent@terril.example"], (await house.Mails()).Where(m => m.CauseKind == "visits.message").Select(m => m.ToAddress));

        var form = await Visitor.Read(await organiser.Fill(Of(session), "main form[action*='handler=review']", ("row", absent.Id.ToString()), ("row", elsewhere.Id.ToString()), ("act", "write")));
        Assert.Single(form.QuerySelectorAll("main input[name='Form.Chosen']"));
        await organiser.Fill(await Visitor.Read(await organiser.Fill(form, null, [.. s_message, ("Form.Chosen", absent.Id.ToString()), ("Form.Chosen", elsewhere.Id.ToString())])));
        Assert.DoesNotContain(await house.Mails("ailleurs@terril.example"), m => m.CauseKind == "visits.message");
        Assert.Equal(2, (await house.Mails("absent@terril.example")).Count(m => m.CauseKind == "visits.message"));
        Assert.Equal(RegistrationState.Confirmed, (await house.Of(session, "absent@terril.example")).State);
    }
}
