using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Manage;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Registering;

/// <summary>Parties larger than what a visit, or one of its stops, takes: they hold up nobody.</summary>
public sealed class TooLargeTests
{
    private const string Lou = "lou@terril.example";
    private const string Noe = "noe@terril.example";

    [Theory, OnBothDatabases]
    public async Task A_party_larger_than_a_stop_is_refused_there_by_its_page_and_by_hand(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(30, stops: [null, 8]);
        var stop = session.Stops.Single(s => s.Position == 2).Id;
        await house.Register(session, VisitsHouse.Fields(Lou, 10, ($"Form.Stops[{stop}]", "no")));
        using var visitor = house.Stranger();

        using var refused = await visitor.Fill(await house.LinkOf(Lou), "#changer", ($"stops[{stop}]", "true"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("rien n’a changé", (await Visitor.Read(refused)).Said(), StringComparison.Ordinal);
        Assert.Empty((await house.Of(session, Lou)).Stops);

        using var organiser = await house.Organiser();
        var page = await Visitor.Read(await organiser.Fill($"{DeskOfVisits.Of(session)}/inscrire", "main form[method=post]", DeskOfVisits.Party("groupe@terril.example", 9, ("Form.Stops", stop.ToString()))));
        Assert.Contains("8 personnes au plus", page.Fault("Size"), StringComparison.Ordinal);
        page = await Visitor.Read(await organiser.Fill($"{DeskOfVisits.Of(session)}/inscrire", "main form[method=post]", DeskOfVisits.Party("groupe@terril.example", 31, ("Form.Waits", "true"))));
        Assert.NotEmpty(page.Fault("Size"));

        await house.Register(session, VisitsHouse.Fields(Noe, 2, ($"Form.Stops[{stop}]", "yes")));
        Assert.True((await house.Of(session, Noe)).Stops.Single().IsIn);
    }

    [Theory, OnBothDatabases]
    public async Task Whom_a_visit_that_shrank_can_never_take_keeps_its_rank_and_holds_up_nobody(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(6);
        await house.Register(session, Lou, 3);
        foreach (var (address, size) in new[] { ("groupe@terril.example", 5), (Noe, 2) }) await house.Register(session, VisitsHouse.Fields(address, size, ("Form.WhenShort", "WaitTogether")));
        await house.Act<ChangeCapacity>(change => change.Run(session.Id, 4, null, CancellationToken.None));
        await house.Act<CancelRegistration>(async cancel => await cancel.Run((await house.Of(session, Lou)).Id, TrailReason.ByThePerson, CancellationToken.None));

        // Nor does who comes now wait for it: two places are held for Noé, two are free.
        await house.Register(session, "ali@terril.example", 2);
        Assert.Equal(RegistrationState.Confirmed, (await house.Of(session, "ali@terril.example")).State);
        await house.Act<CancelRegistration>(async cancel => await cancel.Run((await house.Of(session, "ali@terril.example")).Id, TrailReason.ByThePerson, CancellationToken.None));

        var group = await house.Of(session, "groupe@terril.example");
        Assert.Equal((RegistrationState.Waiting, RegistrationState.Offered), (group.State, (await house.Of(session, Noe)).State));
        using var visitor = house.Stranger();
        var mine = await visitor.Page(await house.LinkOf("groupe@terril.example"));
        Assert.Equal("1", mine.QuerySelector("[data-rank]")!.TextContent);
        Assert.Contains("votre groupe est plus grand que ce que la visite", mine.Said(), StringComparison.Ordinal);

        using var more = await visitor.Fill(mine, "#changer", ("size", "6"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, more.StatusCode);
        await visitor.Fill(mine, "#changer", ("size", "2"));
        Assert.Equal(RegistrationState.Offered, (await house.Of(session, "groupe@terril.example")).State);
        Assert.Empty(await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now)));
    }

    [Theory, OnBothDatabases]
    public async Task Whom_a_stop_that_shrank_can_never_take_holds_up_nobody_there(Provider on)
    {
        await using var house = await House.Open(on);
        var session = await house.Session(30, stops: [null, 6]);
        var stop = session.Stops.Single(s => s.Position == 2).Id;
        foreach (var (address, size) in new[] { (Lou, 4), ("groupe@terril.example", 6), (Noe, 2) }) await house.Register(session, VisitsHouse.Fields(address, size, ($"Form.Stops[{stop}]", "yes")));
        await house.Act<ChangeCapacity>(change => change.Run(session.Id, 5, stop, CancellationToken.None));
        await house.Act<CancelRegistration>(async cancel => await cancel.Run((await house.Of(session, Lou)).Id, TrailReason.ByThePerson, CancellationToken.None));

        Assert.True((await house.Of(session, Noe)).Stops.Single().IsIn);
        var group = await house.Of(session, "groupe@terril.example");
        Assert.False(group.Stops.Single().IsIn);
        Assert.Equal(1, await house.InDatabase(db => db.RegistrationEvents.CountAsync(e => e.RegistrationId == group.Id && e.Kind == TrailKind.Passed && e.StopId == stop)));
    }
}
