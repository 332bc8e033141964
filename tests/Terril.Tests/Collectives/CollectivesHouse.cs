using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Import;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Shared.Access;
using Terril.Tests.Harness;

namespace Terril.Tests.Collectives;

/// <summary>Organisations and collectives of a house.</summary>
internal static class CollectivesHouse
{
    public const string Sample = "/collectifs/dynamique-climat-cop21";

    /// <summary>The collective that the sample ships.</summary>
    public static Task<ImportOutcome> ImportCollectives(this House house) =>
        house.InDatabase(db => new ImportCollectives(db, house.Clock).Run(ReadCollectives.Run(Checkout.File("samples/hauts-de-france")), CancellationToken.None));

    /// <summary>One that is on the site, with a charter, and takes requests.</summary>
    public static Task<Collective> Collective(this House house, string slug) => house.InDatabase(async db =>
    {
        var collective = new Collective
        {
            Slug = slug, NameFr = $"Collectif {slug}", NameEn = $"Collective {slug}", PurposeFr = "Agir ensemble.", IsPublished = true, IsOpen = true, CreatedAt = house.Clock.Now, ChangedAt = house.Clock.Now,
        };
        collective.Charters.Add(new() { CollectiveId = collective.Id, Version = 1, TextFr = "Nous disons ce que nous faisons.", TextEn = "We say what we do.", PublishedAt = house.Clock.Now });
        db.Collectives.Add(collective);
        await db.SaveChangesAsync();
        return collective;
    });

    public static Task<Organisation> Organisation(this House house, string slug, Action<Organisation>? more = null) => house.InDatabase(async db =>
    {
        var organisation = new Organisation { Slug = slug, Name = $"Organisation exemple {slug}", Kind = OrganisationKind.Association, IsPublished = true, CreatedAt = house.Clock.Now, ChangedAt = house.Clock.Now };
        more?.Invoke(organisation);
        organisation.Words = Terril.Shared.Search.SearchText.Normalise(organisation.Name);
        db.Organisations.Add(organisation);
        await db.SaveChangesAsync();
        return organisation;
    });

    /// <summary>Somebody who speaks for an organisation, signed in.</summary>
    public static async Task<Visitor> SpeakFor(this House house, Organisation organisation, RepresentativeFunction function = RepresentativeFunction.Responsible)
    {
        var visitor = await house.SignIn(Role.Member, organisation.Id);
        await house.InDatabase(async db =>
        {
            db.Representatives.Add(new() { PersonId = visitor.Id, OrganisationId = organisation.Id, Function = function, AddedAt = house.Clock.Now });
            return await db.SaveChangesAsync();
        });
        return visitor;
    }

    /// <summary>By the public form, without account.</summary>
    public static async Task<HttpResponseMessage> AskToJoin(this House house, Collective collective, string name, string address, params (string, string?)[] more)
    {
        using var stranger = house.Stranger();
        var form = await stranger.Page($"/collectifs/{collective.Slug}/rejoindre");
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        return await stranger.Fill(form, null,
        [
            .. new (string Name, string? Value)[] { ("Form.Name", name), ("Form.Kind", "Association"), ("Form.AskerName", "Noé Fictif"), ("Form.AskerAddress", address), ("Form.AcceptsCharter", "true") }.Where(f => more.All(m => m.Item1 != f.Name)),
            .. more,
        ]);
    }

    /// <summary>The link that confirms a request, in the last mail to this address.</summary>
    public static async Task<string> RequestLink(this House house, string address)
    {
        await house.DoJobs();
        var text = (await house.Mails(address))[^1].TextBody!;
        return "/collectifs/demande/" + text.Split("/collectifs/demande/")[1][..43];
    }

    public static async Task<Membership> Membership(this House house, string organisation) => await house.InDatabase(async db =>
        await (from m in db.Memberships join o in db.Organisations on m.OrganisationId equals o.Id where o.Name == organisation select m).AsNoTracking().SingleAsync());

    public static void ShouldGoOn(this HttpResponseMessage answer) => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
}
