using System.Data;
using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Observatory.Releases;
using Terril.Privacy.Public;
using Terril.Shared;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Shared.Jobs;

namespace Terril.Running.Copies;

/// <summary>What a copy holds, and what it lacks.</summary>
internal sealed record CopyTaken(int Entries, long Bytes, IReadOnlyList<Finding> Findings);

/// <summary>Takes a copy of all that is kept, while the site goes on: the database as it was at one instant, and the files and releases it names.</summary>
internal sealed class TakeCopy(Settings settings, TimeProvider clock)
{
    // What a build makes again from snapshots, and what only a running process needs.
    private static readonly string[] s_notCopied = ["units", "lock"];

    private readonly List<Finding> _findings = [];

    public static string Program { get; } = typeof(TakeCopy).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <exception cref="FaultyInputException">The database is not that of this version, or the name is taken.</exception>
    public async Task<CopyTaken> Run(string path, CancellationToken stop)
    {
        await using var db = new TerrilDb(TerrilDb.Options(settings));
        await RefuseAnotherVersion(db, stop);
        await using var copy = new CopyWriter(path);
        var takenAt = clock.GetUtcNow();
        // Read first: the releases it names are whole before it names them.
        var history = Path.Combine(settings.Observatory, "history.jsonl");
        var published = File.Exists(history) ? await File.ReadAllBytesAsync(history, stop) : null;

        var tables = TableShape.All(db);
        await using (var snapshot = await Snapshot(db, stop))
        {
            foreach (var table in tables) await AddTable(copy, db, snapshot, table, stop);
            await AddFiles(copy, db, stop);
            await db.Database.UseTransactionAsync(null, stop);
        }
        if (published is not null) await copy.Add($"{Manifest.Observatory}history.jsonl", new MemoryStream(published), stop);
        await AddObservatory(copy, stop);
        await copy.Finish(new(Manifest.Known, Program, Migration.All[^1].Version, takenAt, tables, [.. copy.Entries]), stop);
        await WriteErasures(db, Path.GetDirectoryName(Path.GetFullPath(path))!, stop);
        return new(copy.Entries.Count, copy.Entries.Sum(e => e.Length), _findings);
    }

    private static async Task RefuseAnotherVersion(TerrilDb db, CancellationToken stop)
    {
        var (found, known) = (await Migrations.Found(db, stop), Migration.All[^1].Version);
        if (found != known) throw new FaultyInputException("database-version", null,
            $"la base en est au script n° {found}, et ce programme au n° {known} : ouvrez le site une fois avec cette version, puis recommencez",
            $"the database is at script {found}, and this program at {known}: open the site once with this version, then try again");
    }

    // One instant for all tables; those who write are not held up.
    private static async Task<DbTransaction> Snapshot(TerrilDb db, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        var connection = db.Database.GetDbConnection();
        DbTransaction snapshot = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await db.Database.UseTransactionAsync(snapshot, stop);
        return snapshot;
    }

    private static async Task AddTable(CopyWriter copy, TerrilDb db, DbTransaction snapshot, TableShape table, CancellationToken stop)
    {
        var rows = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await TableRows.Write(db.Database.GetDbConnection(), snapshot, table, rows, stop);
        rows.Position = 0;
        await copy.Add(table.Entry, rows, stop);
    }

    private async Task AddFiles(CopyWriter copy, TerrilDb db, CancellationToken stop)
    {
        var store = FilesModule.Store(settings);
        await foreach (var file in new FileInventory(db, new Jobs(db, clock)).Files.OrderBy(f => f.Place).AsAsyncEnumerable().WithCancellation(stop))
        {
            var place = Manifest.Files + file.Place;
            if (await store.Open(file.Place, stop) is not { } bytes)
                Warn("file-missing", place, "ce fichier est absent : la copie ne l’a pas", "this file is missing: the copy does not have it");
            else if (await copy.Add(place, bytes, stop) != file.Hash)
                Warn("file-altered", place, "ce fichier n’est plus celui qui a été gardé : la copie l’a tel qu’il est", "this file is no longer the one that was kept: the copy has it as it is");
        }
    }

    private async Task AddObservatory(CopyWriter copy, CancellationToken stop)
    {
        var root = new DirectoryInfo(settings.Observatory);
        if (!root.Exists) return;
        foreach (var part in root.EnumerateFileSystemInfos().Where(p => !s_notCopied.Contains(p.Name) && p.Name != "history.jsonl").OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            var files = part is DirectoryInfo folder ? folder.EnumerateFiles("*", SearchOption.AllDirectories) : [(FileInfo)part];
            foreach (var file in files.OrderBy(f => f.FullName, StringComparer.Ordinal))
            {
                if (Opened(file) is { } bytes) await copy.Add(Manifest.Observatory + Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), bytes, stop);
            }
        }
    }

    // What a build was still writing may be gone: no history names it.
    private static FileStream? Opened(FileInfo file)
    {
        try
        {
            return new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // Beside the copies, the last one alone: an older copy that is put back forgets by it what was erased since.
    private static async Task WriteErasures(TerrilDb db, string folder, CancellationToken stop)
    {
        var path = Path.Combine(folder, Erasures.Name);
        await using (var journal = new FileStream($"{path}.unfinished", FileMode.Create, FileAccess.Write))
        {
            await ErasureJournal.Write(db, journal, stop);
            journal.Flush(flushToDisk: true);
        }
        File.Move($"{path}.unfinished", path, overwrite: true);
        Disk.FlushNames(folder);
    }

    private void Warn(string rule, string place, string fr, string en) => _findings.Add(new(Severity.Warning, rule, new(place), new(fr, en)));
}
