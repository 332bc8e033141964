using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Terril.Observatory;
using Terril.Observatory.Releases;
using Terril.Privacy.Public;
using Terril.Shared;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Shared.Mail;

namespace Terril.Running.Copies;

/// <summary>Puts a copy back: whole, or not at all. Everything is read, verified and prepared beside its place before anything takes it.</summary>
internal sealed class PutBack(Settings settings, TimeProvider clock)
{
    private readonly CopyPlaces _places = CopyPlaces.Of(settings);
    private readonly Guid _restoration = Guid.CreateVersion7();

    /// <param name="replace">What is here goes; without it, only an empty place receives a copy.</param>
    /// <exception cref="FaultyInputException">The copy is damaged, the site is open, or its place is not empty.</exception>
    public async Task<Manifest> Run(string path, bool replace, CancellationToken stop)
    {
        using var alone = SiteLock.Alone(settings);
        await Unfinished.Settle(settings, stop);
        var found = await FoundHere(replace, stop);
        if (!replace) RefuseUnlessEmpty(found);

        var unpacked = Path.Combine(settings.Data, "restoring");
        if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
        Directory.CreateDirectory(unpacked);
        try
        {
            var manifest = await ReadCopy.Run(path, entry => PlaceOf(entry, unpacked), stop);
            if (manifest.Schema > Migration.All[^1].Version) throw new FaultyInputException("backup-newer", new(path),
                $"cette copie vient de la version {manifest.Program}, plus récente : installez-la", $"this copy is of version {manifest.Program}, which is newer: install it");
            await GatherErasures(path, found, stop);
            if (_places.Database is { } file) await IntoFile(file, manifest, unpacked, stop);
            else await IntoServer(manifest, unpacked, isLater: found > Migration.All[^1].Version, stop);
            await Unfinished.Settle(settings, stop);
            return manifest;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(unpacked, recursive: true);
            if (!File.Exists(Path.Combine(settings.Data, "restoring.json"))) foreach (var place in _places.All) place.Clear();
        }
    }

    // One that cannot be read may be why a copy is put back.
    private async Task<int> FoundHere(bool replace, CancellationToken stop)
    {
        if (_places.Database is { IsEmpty: true }) return 0;
        try
        {
            await using var db = new TerrilDb(TerrilDb.Options(settings));
            return await Migrations.Found(db, stop);
        }
        catch (SqliteException) when (replace)
        {
            return 0;
        }
    }

    private void RefuseUnlessEmpty(int found)
    {
        var taken = found > 0 || _places.Database is { IsEmpty: false } ? settings.Data : _places.All.FirstOrDefault(p => !p.IsEmpty)?.Path;
        if (taken is not null) throw new FaultyInputException("not-empty", new(taken),
            "il y a déjà des données ici : prenez-en une copie, puis ajoutez --replace pour les remplacer", "there is data here already: take a copy of it, then add --replace to replace it");
    }

    // An entry whose name leads elsewhere has no place.
    private string? PlaceOf(string entry, string unpacked)
    {
        if (entry.Split('/').Any(part => part is "" or "." or "..") || entry.Contains('\\', StringComparison.Ordinal)) return null;
        return entry.StartsWith(Manifest.Database, StringComparison.Ordinal) ? Path.Combine(unpacked, entry)
            : entry.StartsWith(Manifest.Files, StringComparison.Ordinal) ? Path.Combine(_places.Files?.Prepared ?? Path.Combine(unpacked, "files"), entry[Manifest.Files.Length..])
            : entry.StartsWith(Manifest.Observatory, StringComparison.Ordinal) ? Path.Combine(_places.Observatory.Prepared, entry[Manifest.Observatory.Length..])
            : null;
    }

    // What was erased after the copy was taken is erased again: the journal of what is replaced, and the one that lies beside the copy.
    private async Task GatherErasures(string path, int found, CancellationToken stop)
    {
        await using var journal = new FileStream(_places.Erasures.Prepared, FileMode.Create, FileAccess.Write);
        if (found > 0)
        {
            // Of any version: an update that is undone undoes no erasure.
            await using var db = new TerrilDb(TerrilDb.Options(settings));
            if (await Migrations.Exists(db, "erased_records", stop)) await ErasureJournal.Write(db, journal, stop);
        }
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Erasures.Name);
        if (File.Exists(beside)) await journal.WriteAsync(await File.ReadAllBytesAsync(beside, stop), stop);
    }

    private async Task IntoFile(Replaced file, Manifest manifest, string unpacked, CancellationToken stop)
    {
        var beside = settings with { Database = new SqliteConnectionStringBuilder(settings.Database) { DataSource = file.Prepared, Pooling = false }.ConnectionString };
        await using (var db = new TerrilDb(TerrilDb.Options(beside)))
        await using (var transaction = await db.Database.BeginTransactionAsync(stop))
        {
            await Fill(db, transaction, manifest, unpacked, stop);
            await transaction.CommitAsync(stop);
        }
        await PrepareFiles(unpacked, stop);
        Unfinished.Mark(settings, _restoration);
    }

    /// <param name="isLater">A later version was here: it left tables that only it can name.</param>
    private async Task IntoServer(Manifest manifest, string unpacked, bool isLater, CancellationToken stop)
    {
        await using var db = new TerrilDb(TerrilDb.Options(settings));
        await using var transaction = await db.BeginAlone("migrations", stop);
        var ours = manifest.Tables.Select(t => t.Name).Union(TableShape.All(db).Select(t => t.Name)).Append("schema_versions");
        foreach (var table in isLater ? await Tables(db, stop) : ours) await Do(db, transaction, $"drop table if exists \"{table}\" cascade", stop);
        await Fill(db, transaction, manifest, unpacked, stop);
        await PrepareFiles(unpacked, stop);
        Unfinished.Mark(settings, _restoration);
        await transaction.CommitAsync(stop);
        NpgsqlConnection.ClearAllPools();
    }

    // All there are: the next update makes its own anew. What an extension brought is not ours.
    private static Task<List<string>> Tables(TerrilDb db, CancellationToken stop) => db.Database.SqlQuery<string>(
        $"""
        select c.relname::text as "Value" from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
          and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        """).ToListAsync(stop);

    // The tables as they were when the copy was taken, its rows, and then what later versions changed.
    private async Task Fill(TerrilDb db, IDbContextTransaction transaction, Manifest manifest, string unpacked, CancellationToken stop)
    {
        await Migrations.RunWithin(db, clock, [.. Migration.All.Where(m => m.Version <= manifest.Schema)], stop);
        foreach (var table in manifest.Tables.Reverse()) await Do(db, transaction, $"delete from \"{table.Name}\"", stop);
        foreach (var table in manifest.Tables)
        {
            await using var rows = File.OpenRead(Path.Combine(unpacked, table.Entry));
            await TableRows.Read(db.Database.GetDbConnection(), transaction.GetDbTransaction(), table, rows, stop);
        }
        await Migrations.RunWithin(db, clock, Migration.All, stop);
        db.Restorations.Add(new() { Id = _restoration, RestoredAt = clock.GetUtcNow(), TakenAt = manifest.TakenAt, TakenBy = manifest.Program });
        await db.SaveChangesAsync(stop);
        await new MailHold(db, clock, settings).Begin(string.Create(CultureInfo.InvariantCulture, $"Copie du {manifest.TakenAt:u} remise ici / copy of {manifest.TakenAt:u} put back here"), stop);
    }

    // Objects of a store never change: sent before the database names them, they are nobody’s until then.
    private async Task PrepareFiles(string unpacked, CancellationToken stop)
    {
        if (_places.Files is null && Directory.Exists(Path.Combine(unpacked, "files"))) await Send(Path.Combine(unpacked, "files"), stop);
        foreach (var prepared in _places.All.Select(p => p.Prepared).Where(Directory.Exists)) Disk.Flush(prepared, stop);
        foreach (var prepared in _places.All.Select(p => p.Prepared).Where(File.Exists))
        {
            using var file = File.OpenHandle(prepared, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    private async Task Send(string folder, CancellationToken stop)
    {
        var store = FilesModule.Store(settings);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var content = File.OpenRead(path);
            await store.Put(Path.GetRelativePath(folder, path).Replace('\\', '/'), content, stop);
        }
    }

    private static async Task Do(TerrilDb db, IDbContextTransaction transaction, string sql, CancellationToken stop)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        (command.Transaction, command.CommandText) = (transaction.GetDbTransaction(), sql);
        await command.ExecuteNonQueryAsync(stop);
    }
}
