using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Tests.Harness;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Tests.Visits.Registering;

/// <summary>Anything that may happen to a session, in any order: what must be true is true after every step.</summary>
public sealed class RandomWalkTests
{
    private const int Walks = 25;
    private const int Steps = 200; // 25 walks of 200 steps on each database: 10,000

    private static readonly Text s_reason = new("Un car en panne.", "A coach broke down.");

    [Theory, OnBothDatabases]
    public async Task Places_are_never_one_too_many_whatever_happens_in_whatever_order(Provider on)
    {
        await using var house = await House.Open(on);
        var (steps, done) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        var walks = Gen.Choose(0, 999_999).ListOf(Steps).Zip(Gen.Choose(0, 1)).ToArbitrary();
        await Task.Run(() => Prop.ForAll(walks, walk =>
        {
            var told = Walk(house, [.. walk.Item1], walk.Item2 == 0 ? WaitingRule.StrictOrder : WaitingRule.BestFit, done).GetAwaiter().GetResult();
            steps += walk.Item1.Count;
            return (told is null).Label(told ?? "");
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Walks)), TestContext.Current.CancellationToken);

        Assert.Equal(Walks * Steps, steps);
        // All of it happened.
        Assert.All(new[] { "register", "cancel", "change", "accept", "refuse", "expire", "raise", "lower", "move", "cancel session" }, act => Assert.True(done.GetValueOrDefault(act) > 0, act));
    }

    private static async Task<string?> Walk(House house, int[] choices, WaitingRule rule, Dictionary<string, int> done)
    {
        var session = await house.Session(5 + choices[0] % 8, rule, null, 2 + choices[1] % 4);
        foreach (var (at, choice) in choices.Index())
        {
            var act = await Step(house, session, new Random(choice), at == choices.Length - 1);
            lock (done) done[act] = done.GetValueOrDefault(act) + 1;
            var breaches = await house.InDatabase(db => VisitsHouse.Breaches(db, session.Id, house.Clock.Now));
            if (rule == WaitingRule.StrictOrder && await house.InDatabase(db => SomebodyWasPassed(db, session.Id))) breaches = [.. breaches, "somebody was passed"];
            if (breaches.Count > 0) return $"after step {at} ({act}, {choice}): {string.Join("; ", breaches)}";
        }
        return await house.InDatabase(db => OffersOutOfOrder(db, session.Id, rule));
    }

    private static async Task<string> Step(House house, VisitSession session, Random random, bool isLast)
    {
        if (isLast) return await Did<CancelSession>("cancel session", a => a.Run(session.Id, s_reason, default));
        return random.Next(20) switch
        {
            < 8 => await Did<RegisterForSession>("register", async a => await a.Run(await house.Again(session), Somebody(session, random), default)),
            < 10 => await OnOne<CancelRegistration>("cancel", r => r.IsAlive, (a, r) => a.Run(r.Id, TrailReason.ByThePerson, default)),
            < 13 => await OnOne<ChangeParty>("change", r => r.IsAlive, (a, r) => a.Run(r.Id, Change(session, random), TrailReason.ByThePerson, default)),
            13 or 14 => await OnOne<AcceptOffer>("accept", r => r.State == RegistrationState.Offered, (a, r) => a.Run(r.Id, default)),
            15 => await OnOne<RefuseOffer>("refuse", r => r.State == RegistrationState.Offered, (a, r) => a.Run(r.Id, default)),
            16 => await Expire(),
            17 => await Did<ChangeCapacity>("raise", async a => await a.Run(session.Id, (await house.Again(session)).Capacity + 1 + random.Next(3), null, default)),
            18 => await Did<ChangeCapacity>("lower", async a => await a.Run(session.Id, Math.Max(1, (await house.Again(session)).Capacity - 1 - random.Next(4)), null, default)),
            _ => await Did<MoveSession>("move", a => a.Run(session.Id, house.Clock.Now.AddDays(20 + random.Next(5)), house.Clock.Now.AddDays(26), s_reason, default)),
        };

        async Task<string> Did<T>(string what, Func<T, Task> act) where T : notnull
        {
            await house.Act(act);
            return what;
        }

        async Task<string> OnOne<T>(string what, Func<Registration, bool> which, Func<T, Registration, Task> act) where T : notnull
        {
            var some = (await house.Registrations(session)).Where(which).ToList();
            if (some.Count == 0) return "nothing";
            return await Did<T>(what, a => act(a, some[random.Next(some.Count)]));
        }

        async Task<string> Expire()
        {
            // Most of the mail has left by then.
            if (random.Next(4) > 0) await house.MailLeaves();
            house.Clock.Advance(TimeSpan.FromHours(49));
            if ((await house.Again(session)).StartsAt < house.Clock.Now.AddDays(3)) await Did<MoveSession>("move", a => a.Run(session.Id, house.Clock.Now.AddDays(20), house.Clock.Now.AddDays(21), s_reason, default));
            return await Did<ExpireOffers>("expire", a => a.Expire(session.Id, default));
        }
    }

    private static Party Somebody(VisitSession session, Random random) => new("Lou Démonstration", $"personne{random.Next(40)}@terril.example", "fr", "", VisitorRole.Resident, null, 1 + random.Next(4))
    {
        WhenShort = (WhenShort)random.Next(4), Stops = random.Next(2) == 0 ? [session.Stops.Single(s => s.About.Capacity is not null).Id] : [],
    };

    private static PartyChange Change(VisitSession session, Random random)
    {
        var size = 1 + random.Next(4);
        return new(size, [.. Enumerable.Range(0, random.Next(size + 1)).Select(i => $"Personne {i}")],
            random.Next(3) switch { 0 => null, 1 => [], _ => [session.Stops.Single(s => s.About.Capacity is not null).Id] });
    }

    // In strict order nobody waits who began to before somebody who holds an offer, but for who could never fit.
    private static async Task<bool> SomebodyWasPassed(TerrilDb db, Guid session)
    {
        var all = await db.Registrations.AsNoTracking().Where(r => r.SessionId == session && r.Turn != null && !db.RegistrationEvents.Any(e => e.RegistrationId == r.Id && e.Reason == TrailReason.TooLarge)).Select(r => new { r.State, r.Turn }).ToListAsync();
        var offered = all.Where(r => r.State == RegistrationState.Offered).Select(r => r.Turn).Max();
        return all.Any(r => r.State == RegistrationState.Waiting && r.Turn < offered);
    }

    // In strict order the first is offered places, then the second, and so on: no rank without those before it, unless one could never fit.
    private static async Task<string?> OffersOutOfOrder(TerrilDb db, Guid session, WaitingRule rule)
    {
        var offers = await db.RegistrationEvents.AsNoTracking().Where(e => e.SessionId == session && e.Kind == TrailKind.Offered).ToListAsync();
        if (offers.Any(o => o.Rank is null || o.Free is null || o.Size > o.Free || o.Reason == TrailReason.None)) return "an offer without its reason, or of more than was free";
        if (await db.RegistrationEvents.AnyAsync(e => e.SessionId == session && e.Kind == TrailKind.Passed && e.StopId == null)) return null;
        var ofRank = offers.CountBy(o => o.Rank!.Value).ToDictionary();
        return rule == WaitingRule.StrictOrder && ofRank.Any(r => r.Key > 1 && r.Value > ofRank.GetValueOrDefault(r.Key - 1)) ? "an offer out of order" : null;
    }
}
