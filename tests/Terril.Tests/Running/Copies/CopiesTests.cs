using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Running.Copies;
using Terril.Shared.Database;
using Terril.Tests.Harness;

namespace Terril.Tests.Running.Copies;

public sealed class CopiesTests
{
    private const string OfTheNext = "create table of_the_next (id integer not null primary key)";

    public static TheoryData<Provider, Provider> EachWay()
    {
        var ways = new TheoryData<Provider, Provider>();
        foreach (var from in Enum.GetValues<Provider>())
            foreach (var to in Enum.GetValues<Provider>()) ways.Add(from, to);
        return ways;
    }

    [Theory, MemberData(nameof(EachWay))]
    public async Task A_copy_put_back_in_an_empty_place_is_the_same_site_on_either_database(Provider from, Provider to)
    {
        Assert.SkipUnless(PostgresCluster.IsInstalled || (from, to) == (Provider.Sqlite, Provider.Sqlite), "PostgreSQL est absent / PostgreSQL is missing");
        using var site = await SiteOnDisk.Full(from);
        using var other = await SiteOnDisk.Empty(to);

        await other.Restore(await site.Backup());

        Assert.Equal(await site.Kept(), await other.Kept());
        Assert.Empty(other.Leftovers);
        await using var db = other.Place.Db();
        var restored = await db.Restorations.SingleAsync();
        Assert.Equal((SiteOnDisk.Clock.Now, SiteOnDisk.Clock.Now), (restored.TakenAt, restored.RestoredAt));
        Assert.NotNull((await db.MailGates.SingleAsync()).HeldAt);
    }

    [Theory, OnBothDatabases]
    public async Task Only_an_empty_place_receives_a_copy_unless_it_is_to_be_replaced(Provider on)
    {
        using var site = await SiteOnDisk.Full(on);
        using var other = await SiteOnDisk.Full(on, more: 2);
        var (copy, before) = (await site.Backup(), await other.Kept());

        var refused = await Assert.ThrowsAsync<FaultyInputException>(() => other.Restore(copy));
        Assert.Equal("not-empty", refused.Findings[0].Rule);
        Assert.Equal(before, await other.Kept());

        await other.Restore(copy, replace: true);
        Assert.Equal(await site.Kept(), await other.Kept());
        Assert.Empty(other.Leftovers);
    }

    [Theory, OnBothDatabases]
    public async Task A_copy_taken_by_an_older_version_is_put_back_and_brought_up_to_date(Provider on)
    {
        using var site = await SiteOnDisk.Full(on);
        using var other = await SiteOnDisk.Empty(on);
        var copy = await site.Backup();
        // As the version before this one would have written it: neither its last script nor the tables of that script.
        await Rewrite(copy, manifest => manifest with { Schema = 2, Tables = [.. manifest.Tables.Where(t => t.Name is "incidents")] },
            entry => !entry.StartsWith(Manifest.Database, StringComparison.Ordinal) || entry == "database/incidents.jsonl");

        await other.Restore(copy);

        Assert.Equal((await site.Kept()).Where(l => !l.Contains("people", StringComparison.Ordinal) && l.StartsWith("incidents", StringComparison.Ordinal)),
            (await other.Kept()).Where(l => l.StartsWith("incidents", StringComparison.Ordinal)));
        await using var db = other.Place.Db();
        Assert.Equal(Migration.All[^1].Version, await Migrations.Found(db, CancellationToken.None));
    }

    [Theory, OnBothDatabases]
    public async Task An_update_is_undone_by_a_copy_with_its_tables_and_without_what_was_erased_since(Provider on)
    {
        using var site = await SiteOnDisk.Full(on);
        var copy = await site.Backup();
        // As the next version would have left it, and somebody was erased under it.
        await using (var db = site.Place.Db())
        {
            db.ErasedRecords.Add(new() { Holding = "later.erased", Record = Guid.CreateVersion7(), At = SiteOnDisk.Clock.Now });
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlRawAsync(OfTheNext);
            await db.Database.ExecuteSqlAsync($"insert into schema_versions (version, name, checksum, applied_at) values ({Migration.All[^1].Version + 1}, 'next', '', 0)");
        }

        await site.Restore(copy, replace: true);

        Assert.Contains("later.erased", await File.ReadAllTextAsync(Path.Combine(site.Place.Folder, Erasures.ToReplay)), StringComparison.Ordinal);
        await using var restored = site.Place.Db();
        Assert.Equal(Migration.All[^1].Version, await Migrations.Found(restored, CancellationToken.None));
        await restored.Database.ExecuteSqlRawAsync(OfTheNext);
    }

    /// <summary>A server is shared now and then.</summary>
    [Fact]
    public async Task A_table_of_another_program_is_left_alone()
    {
        Assert.SkipUnless(PostgresCluster.IsInstalled || Gate.IsOpen, "PostgreSQL est absent : apt-get install postgresql / PostgreSQL is missing: apt-get install postgresql");
        using var site = await SiteOnDisk.Full(Provider.PostgreSql);
        using var other = await SiteOnDisk.Empty(Provider.PostgreSql);
        var copy = await site.Backup();
        foreach (var (place, replace) in new[] { (site, true), (other, false) })
        {
            await using (var db = place.Place.Db()) await db.Database.ExecuteSqlRawAsync("create table of_another (id integer); insert into of_another values (7)");
            await place.Restore(copy, replace);
            await using var restored = place.Place.Db();
            Assert.Equal(7, await restored.Database.SqlQuery<int>($"select id as \"Value\" from of_another").SingleAsync());
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_copy_that_is_cut_is_refused_by_its_name_and_changes_nothing(Provider on)
    {
        using var site = await SiteOnDisk.Full(on);
        using var other = await SiteOnDisk.Empty(on);
        var whole = await File.ReadAllBytesAsync(await site.Backup());
        var random = new Random(7);
        foreach (var length in Enumerable.Range(0, 20).Select(_ => random.Next(whole.Length)).Concat(Enumerable.Range(1, 10).Select(i => whole.Length - i)))
        {
            var bad = Path.Combine(site.Copies, $"cut-{length}.tar.gz");
            await File.WriteAllBytesAsync(bad, whole[..length]);

            var refused = await Assert.ThrowsAsync<FaultyInputException>(() => other.Restore(bad));

            Assert.Equal("backup-damaged", refused.Findings[0].Rule);
            Assert.StartsWith(bad, refused.Findings[0].Place!.File, StringComparison.Ordinal);
            Assert.Empty(await other.Kept());
            Assert.Empty(other.Leftovers);
        }
    }

    // A few bits of a compressed stream are padding, and change nothing when they change.
    [Fact]
    public async Task Nothing_that_was_altered_in_a_copy_is_ever_put_back()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite);
        var copy = await site.Backup();
        var (whole, model) = (await File.ReadAllBytesAsync(copy), await Unpacked(copy));
        var (random, refused) = (new Random(7), 0);
        for (var i = 0; i < 300; i++)
        {
            byte[] altered = [.. whole];
            altered[i < 40 ? whole.Length - 1 - i : random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(copy, altered);
            try
            {
                Assert.Equal(model, await Unpacked(copy));
            }
            catch (FaultyInputException fault)
            {
                Assert.Equal("backup-damaged", fault.Findings[0].Rule);
                refused++;
            }
        }
        Assert.True(refused > 270, $"{refused} of 300 were refused");
    }

    /// <summary>An altered name may end as that of a folder, or pass through a file.</summary>
    [Theory]
    [InlineData("files/one/")]
    [InlineData("./one/.")]
    [InlineData("files/../one")]
    [InlineData("files/one", "files/one/two")]
    public async Task A_name_that_no_file_may_have_is_damage(params string[] names)
    {
        var copy = Path.Combine(Harness.Place.NewFolder(), "copy.tar.gz");
        await using (var packed = new GZipStream(File.Create(copy), CompressionLevel.Fastest))
        await using (var tar = new TarWriter(packed, TarEntryFormat.Pax))
        {
            foreach (var name in names) await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) });
        }

        var refused = await Assert.ThrowsAsync<FaultyInputException>(() => Unpacked(copy));

        Assert.Equal("backup-damaged", refused.Findings[0].Rule);
        Assert.Contains(names[^1].TrimEnd('/'), $"{refused.Findings[0].Place}", StringComparison.Ordinal);
    }

    private static async Task<List<string>> Unpacked(string copy)
    {
        var folder = Harness.Place.NewFolder();
        var manifest = await ReadCopy.Run(copy, entry => Path.Combine(folder, entry), CancellationToken.None);
        return [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(folder, f)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}").Append($"{manifest.TakenAt:O} {manifest.Program}")];
    }

    [Fact]
    public async Task A_copy_of_a_later_version_is_refused_and_says_which()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite);
        using var other = await SiteOnDisk.Empty(Provider.Sqlite);
        var copy = await site.Backup();
        await Rewrite(copy, manifest => manifest with { Schema = 9999, Program = "7.0.0" });

        var refused = await Assert.ThrowsAsync<FaultyInputException>(() => other.Restore(copy));

        Assert.Equal("backup-newer", refused.Findings[0].Rule);
        Assert.Contains("7.0.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_says_which_of_its_files_are_missing_or_altered()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite);
        var files = Directory.GetFiles(site.Settings.Files, "*", SearchOption.AllDirectories);
        File.Delete(files[0]);
        await File.AppendAllTextAsync(files[1], "x");

        var taken = await new TakeCopy(site.Settings, SiteOnDisk.Clock).Run(Path.Combine(site.Copies, "copy.tar.gz"), CancellationToken.None);

        Assert.Equal(["file-altered", "file-missing"], taken.Findings.Select(f => f.Rule).Order());
    }

    [Fact]
    public async Task A_copy_is_read_by_nobody_else_and_takes_no_other_file_s_name()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite);
        var copy = await site.Backup();

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        Assert.Equal("backup-exists", (await Assert.ThrowsAsync<FaultyInputException>(() => site.Backup())).Findings[0].Rule);
        Assert.Equal(["copy.tar.gz", "erasures.jsonl"], Directory.GetFiles(site.Copies).Select(f => Path.GetFileName(f)).Order());
    }

    // Unpacks and packs again, so that only what the test changes is changed.
    private static async Task Rewrite(string copy, Func<Manifest, Manifest> change, Func<string, bool>? keeps = null)
    {
        var folder = Harness.Place.NewFolder();
        var manifest = await ReadCopy.Run(copy, entry => Path.Combine(folder, entry), CancellationToken.None);
        File.Delete(copy);
        await using var writer = new CopyWriter(copy);
        foreach (var entry in manifest.Entries.Where(e => keeps?.Invoke(e.Path) is not false))
            await writer.Add(entry.Path, File.OpenRead(Path.Combine(folder, entry.Path)), CancellationToken.None);
        await writer.Finish(change(manifest) with { Entries = [.. writer.Entries] }, CancellationToken.None);
    }
}
