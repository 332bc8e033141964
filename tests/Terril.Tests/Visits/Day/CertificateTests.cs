using System.Net;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Visits;

namespace Terril.Tests.Visits.Day;

public sealed class CertificateTests
{
    [Theory, OnBothDatabases]
    public async Task Only_those_who_came_have_one_by_their_link_and_by_the_staff(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Today(30, null, null);
        var party = await house.Party(session, "Camille Fictive", 4, "Camille Fictive", "Noé Exemple");
        var word = LinkWord.New();
        await house.InDatabase(async db =>
        {
            db.RegistrationLinks.Add(new() { RegistrationId = party.Id, SecretHash = LinkWord.HashOf(word), MadeAt = house.Clock.Now });
            return await db.SaveChangesAsync();
        });
        using var organiser = await house.SignIn(Role.VisitOrganiser);
        using var stranger = house.Stranger();
        var (mine, theirs) = ($"/visites/inscription/{word}/attestation", $"/gestion/visites/{session.Id}/accueil/{party.Id}/attestation");
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(mine));

        var mark = house.Mark(party, participant: party.Participants[1].Id);
        await organiser.Send(session, mark);

        foreach (var page in new[] { await stranger.Page(mine), await organiser.Page(theirs) })
        {
            Assert.Equal("Noé Exemple", Assert.Single(page.QuerySelectorAll(".who")).TextContent);
            Assert.DoesNotContain("Camille", page.Said(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf($"/visites/inscription/{LinkWord.New()}/attestation"));

        await organiser.Send(session, house.Undoing(mark));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOf(mine));
        Assert.Equal(HttpStatusCode.NotFound, await organiser.StatusOf(theirs));
    }
}
