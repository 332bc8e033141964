using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Privacy.Retention;
using Terril.Running.Copies;
using Terril.Shared;
using Terril.Shared.PersonalData;
using Terril.Tests.Harness;
using Terril.Tests.Privacy;

namespace Terril.Tests.Running.Copies;

public sealed class FinishRestorationTests
{
    [Theory, OnBothDatabases]
    public async Task What_was_erased_after_the_copy_was_taken_is_erased_again_before_anything_is_served(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on);
        await house.Ask("ali@example.org");
        var folder = Place.NewFolder();
        var settings = house.Services.GetRequiredService<Settings>();
        await new TakeCopy(settings, house.Clock).Run(Path.Combine(folder, "before.tar.gz"), CancellationToken.None);
        await Erase(house, "ali@example.org");
        await new TakeCopy(settings, house.Clock).Run(Path.Combine(folder, "after.tar.gz"), CancellationToken.None);

        // The journal beside the copies follows the earlier of them into an empty place.
        using var other = await SiteOnDisk.Empty(on);
        await other.Restore(Path.Combine(folder, "before.tar.gz"));
        var journal = Path.Combine(other.Place.Folder, Erasures.ToReplay);
        Assert.Contains("privacy.unconfirmed", await File.ReadAllTextAsync(journal), StringComparison.Ordinal);
        await using (var db = other.Place.Db()) Assert.Equal(1, await db.ConsentEvents.CountAsync(e => e.Address == "ali@example.org"));

        // The same, where the services of a site are.
        await using var reopened = await PrivacyHouse.Open(on);
        await new PutBackInto(reopened).Run(Path.Combine(folder, "before.tar.gz"), journal);
        Assert.Equal(0, await reopened.InDatabase(db => db.ConsentEvents.CountAsync(e => e.Address == "ali@example.org")));
        Assert.False(File.Exists(Path.Combine(reopened.Folder, Erasures.ToReplay)));
    }

    private static Task Erase(House house, string address) => house.InScope(async services =>
    {
        var holder = services.GetServices<IHoldPersonalData>().Single(h => h.Holding.Key == "privacy.unconfirmed");
        var records = await holder.Find(address, CancellationToken.None);
        await services.GetRequiredService<EraseRecords>().Run(holder, [.. records.Select(r => r.Id)], EraseCause.Request, "mark", CancellationToken.None);
    });

    // A house holds the lock of its folder: the rows alone are put back under it.
    private sealed class PutBackInto(House house)
    {
        public Task Run(string copy, string journal) => house.InScope(async services =>
        {
            var unpacked = Place.NewFolder();
            var manifest = await ReadCopy.Run(copy, entry => Path.Combine(unpacked, entry), CancellationToken.None);
            var db = services.GetRequiredService<Terril.Shared.Database.TerrilDb>();
            await db.Database.OpenConnectionAsync();
            await using (var transaction = await db.Database.GetDbConnection().BeginTransactionAsync())
            {
                foreach (var table in manifest.Tables.Where(t => t.Name is "consent_events"))
                {
                    await using var rows = File.OpenRead(Path.Combine(unpacked, table.Entry));
                    await TableRows.Read(db.Database.GetDbConnection(), transaction, table, rows, CancellationToken.None);
                }
                await transaction.CommitAsync();
            }
            File.Copy(journal, Path.Combine(house.Folder, Erasures.ToReplay));
            await services.GetRequiredService<FinishRestoration>().Run(CancellationToken.None);
        });
    }
}
