using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Privacy.Public;
using Terril.Privacy.Retention;
using Terril.Tests.Harness;

namespace Terril.Tests.Privacy.Retention;

public sealed class ErasureJournalTests
{
    [Theory, OnBothDatabases]
    public async Task A_copy_restored_from_before_an_erasure_and_a_withdrawal_forgets_them_again(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Give("jeanne@example.org");
        await house.Ask("ali@example.org");
        var backup = await house.InDatabase(db => db.ConsentEvents.AsNoTracking().ToListAsync());
        await house.WithConsents(c => c.Withdraw("jeanne@example.org", PrivacyHouse.Letter, "/", "POST", "", CancellationToken.None));
        await Erase(house, "ali@example.org");
        var journal = await Write(house);

        await Restore(house, backup);
        Assert.NotNull(await house.Given("jeanne@example.org"));
        var again = await Replay(house, journal);

        Assert.Equal(2, again);
        Assert.Null(await house.Given("jeanne@example.org"));
        Assert.Equal(1, await house.InDatabase(db => db.Suppressions.CountAsync()));
        Assert.Equal(0, await house.InDatabase(db => db.ConsentEvents.CountAsync(e => e.Address == "ali@example.org")));
        Assert.Equal(0, await Replay(house, journal));
    }

    [Theory, OnBothDatabases]
    public async Task The_journal_says_nothing_about_anybody(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Ask("ali@example.org");
        await Erase(house, "ali@example.org");

        var journal = Encoding.UTF8.GetString(await Write(house));

        Assert.StartsWith("{\"holding\":\"privacy.unconfirmed\",\"record\":\"", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("ali", journal, StringComparison.Ordinal);
    }

    private static Task Erase(House house, string address) => house.InScope(async services =>
    {
        var holder = services.GetServices<Terril.Shared.PersonalData.IHoldPersonalData>().Single(h => h.Holding.Key == "privacy.unconfirmed");
        var records = await holder.Find(address, CancellationToken.None);
        await services.GetRequiredService<EraseRecords>().Run(holder, [.. records.Select(r => r.Id)], EraseCause.Request, "mark", CancellationToken.None);
    });

    private static Task<byte[]> Write(House house) => house.InScope(async services =>
    {
        using var to = new MemoryStream();
        await services.GetRequiredService<ErasureJournal>().Write(to, CancellationToken.None);
        return to.ToArray();
    });

    private static Task<int> Replay(House house, byte[] journal) => house.InScope(async services =>
    {
        using var from = new MemoryStream(journal);
        return await services.GetRequiredService<ErasureJournal>().Replay(from, CancellationToken.None);
    });

    // As it was: what came since is not in the copy.
    private static Task<int> Restore(House house, List<Terril.Privacy.Consent.ConsentEvent> backup) => house.InDatabase(async db =>
    {
        await db.ConsentEvents.ExecuteDeleteAsync();
        await db.Suppressions.ExecuteDeleteAsync();
        await db.ErasedRecords.ExecuteDeleteAsync();
        db.ConsentEvents.AddRange(backup);
        return await db.SaveChangesAsync();
    });
}
