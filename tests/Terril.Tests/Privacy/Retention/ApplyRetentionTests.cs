using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Retention;
using Terril.Shared.PersonalData;
using Terril.Tests.Harness;

namespace Terril.Tests.Privacy.Retention;

public sealed class ApplyRetentionTests
{
    [Theory, OnBothDatabases]
    public async Task An_address_that_was_never_confirmed_is_erased_after_fourteen_days_and_not_before(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Ask("jeanne@example.org");

        house.Clock.Advance(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.Empty(await house.ApplyRetention());
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("privacy.unconfirmed", 1), Assert.Single(await house.ApplyRetention()).Deconstructed());

        Assert.Equal(0, await house.InDatabase(db => db.ConsentEvents.CountAsync()));
        var tombstone = await house.InDatabase(db => db.Tombstones.SingleAsync());
        Assert.Equal(("privacy.unconfirmed", EraseCause.Retention, 1, house.Clock.Now), (tombstone.Holding, tombstone.Cause, tombstone.Count, tombstone.At));
        Assert.DoesNotContain("jeanne", tombstone.Mark, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_proof_of_a_consent_loses_its_address_three_years_after_the_withdrawal_and_the_refusal_stays(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Give("jeanne@example.org");
        house.Clock.Advance(TimeSpan.FromDays(2000));
        Assert.Empty(await house.ApplyRetention());
        await house.WithConsents(c => c.Withdraw("jeanne@example.org", PrivacyHouse.Letter, "/", "POST", "", CancellationToken.None));
        var withdrawn = house.Clock.Now;

        house.Clock.Now = withdrawn.AddYears(3).AddSeconds(-1);
        await house.ApplyRetention();
        Assert.Equal(3, await house.InDatabase(db => db.ConsentEvents.CountAsync(e => e.Address == "jeanne@example.org")));
        house.Clock.Now = withdrawn.AddYears(3);
        await house.ApplyRetention();

        Assert.Equal(3, await house.InDatabase(db => db.ConsentEvents.CountAsync(e => e.Address == null)));
        Assert.Equal(1, await house.InDatabase(db => db.Suppressions.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task What_staff_decided_is_applied_in_the_place_of_what_the_room_declares(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Ask("jeanne@example.org");
        await house.InDatabase(async db =>
        {
            db.KeepingDecisions.Add(new() { Holding = "privacy.unconfirmed", Count = 3, Unit = KeepingUnit.Day, DecidedAt = house.Clock.Now });
            return await db.SaveChangesAsync();
        });

        house.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Single(await house.ApplyRetention());
    }

    [Theory, OnBothDatabases]
    public async Task More_than_one_batch_goes_in_one_night_and_the_tombstones_add_up(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.InDatabase(async db =>
        {
            db.DataLinks.AddRange(Enumerable.Range(0, 1203).Select(i => new Terril.Privacy.Mine.DataLink { TokenHash = $"{i}", Address = "a@example.org", AskedAt = house.Clock.Now }));
            return await db.SaveChangesAsync();
        });
        house.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1203, (await house.ApplyRetention())["privacy.links"]);
        Assert.Equal(1203, await house.InDatabase(db => db.Tombstones.SumAsync(t => t.Count)));
        Assert.Empty(await house.ApplyRetention());
    }

    [Fact]
    public async Task A_room_that_finds_again_what_it_does_not_erase_ends_the_night_all_the_same()
    {
        await using var house = await House.Open(Provider.Sqlite, services => services.AddHolding<Stubborn>());

        Assert.Empty(await house.ApplyRetention());
    }

    [Fact]
    public async Task Data_held_for_a_purpose_that_nobody_declares_stops_the_site_from_starting() =>
        Assert.Contains("nowhere", (await Assert.ThrowsAsync<InvalidOperationException>(() => House.Open(Provider.Sqlite, services => services.AddHolding<Lost>()))).Message, StringComparison.Ordinal);

    private abstract class Made(string purpose) : IHoldPersonalData
    {
        public Holding Holding { get; } = new("made", purpose, new("essai", "trial"), Keeping.Days(1), new("après", "after"));

        public Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) => Task.FromResult<IReadOnlyList<HeldRecord>>([]);

        public Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<Guid>>([.. Enumerable.Range(0, most).Select(_ => Guid.CreateVersion7())]);

        public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) => Task.FromResult(0);
    }

    private sealed class Stubborn() : Made("privacy.requests");

    private sealed class Lost() : Made("nowhere");
}

internal static class Pairs
{
    public static (string Key, int Value) Deconstructed(this KeyValuePair<string, int> pair) => (pair.Key, pair.Value);
}
