using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Terril.Shared.Database;

/// <summary>Applies the scripts that a database lacks, each in its transaction, one process at a time.</summary>
public static class Migrations
{
    private const string Versions =
        """
        create table if not exists schema_versions (
          version integer not null primary key,
          name text not null,
          checksum text not null,
          applied_at bigint not null
        )
        """;

    public static Task Run(TerrilDb db, TimeProvider clock, CancellationToken stop) => Run(db, clock, Migration.All, stop);

    /// <exception cref="DatabaseRefusedException">A script was changed after it was applied, or a newer version of the product has been here.</exception>
    public static async Task Run(TerrilDb db, TimeProvider clock, IReadOnlyList<Migration> scripts, CancellationToken stop)
    {
        // Readers go on reading while one writes. The mode is kept in the file.
        if (db.Database.IsSqlite()) await db.Read("pragma journal_mode = wal", stop);
        if (await IsCurrent(db, scripts, stop)) return;

        await Alone(db, () => db.Database.ExecuteSqlRawAsync(Versions, stop), stop);
        foreach (var script in scripts) await Alone(db, () => Apply(db, clock, script, stop), stop);
        await RefuseNewer(db, scripts, stop);
    }

    /// <summary>Does the same in the caller’s transaction, which holds off all others: the tables of a copy, as they were when it was taken.</summary>
    public static async Task RunWithin(TerrilDb db, TimeProvider clock, IReadOnlyList<Migration> scripts, CancellationToken stop)
    {
        await db.Database.ExecuteSqlRawAsync(Versions, stop);
        foreach (var script in scripts) await Apply(db, clock, script, stop);
    }

    // Most often there is nothing to do: asked in two plain queries, which write nothing. Whatever else is found, the whole is gone through.
    private static async Task<bool> IsCurrent(TerrilDb db, IReadOnlyList<Migration> scripts, CancellationToken stop)
    {
        if ((await db.Read(db.Database.IsNpgsql()
            ? "select tablename::text from pg_tables where tablename = 'schema_versions' and schemaname = any(current_schemas(false))"
            : "select name from sqlite_schema where name = 'schema_versions'", stop)).Count == 0) return false;
        var applied = await db.Read("select cast(version as text) || ' ' || checksum from schema_versions order by version", stop);
        return applied.SequenceEqual(scripts.OrderBy(s => s.Version).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Version} {s.Checksum}")), StringComparer.Ordinal);
    }

    /// <summary>The last script that a database has received; 0 for one that is not ours.</summary>
    public static async Task<int> Found(TerrilDb db, CancellationToken stop)
    {
        return await Exists(db, "schema_versions", stop) ? await Last(db, stop) : 0;
    }

    /// <summary>Whether there is such a table, whatever the version of the program that made it.</summary>
    public static async Task<bool> Exists(TerrilDb db, string table, CancellationToken stop)
    {
        var exists = db.Database.IsNpgsql()
            ? db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_tables where tablename = {table} and schemaname = any(current_schemas(false))")
            : db.Database.SqlQuery<int>($"select count(*) as \"Value\" from sqlite_schema where name = {table}");
        return await exists.SingleAsync(stop) > 0;
    }

    private static Task<int> Last(TerrilDb db, CancellationToken stop) =>
        db.Database.SqlQuery<int>($"select coalesce(max(version), 0) as \"Value\" from schema_versions").SingleAsync(stop);

    private static async Task Alone(TerrilDb db, Func<Task> work, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("migrations", stop);
        await work();
        await transaction.CommitAsync(stop);
    }

    private static async Task Apply(TerrilDb db, TimeProvider clock, Migration script, CancellationToken stop)
    {
        var applied = await db.Database
            .SqlQuery<string>($"select checksum as \"Value\" from schema_versions where version = {script.Version}")
            .SingleOrDefaultAsync(stop);
        if (applied == script.Checksum) return;
        if (applied is not null) throw DatabaseRefusedException.Changed(script);

        await db.Database.ExecuteSqlRawAsync(script.Sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), stop);
        var now = InstantAsMicroseconds.Of(clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync(
            $"insert into schema_versions (version, name, checksum, applied_at) values ({script.Version}, {script.Name}, {script.Checksum}, {now})", stop);
    }

    private static async Task RefuseNewer(TerrilDb db, IReadOnlyList<Migration> scripts, CancellationToken stop)
    {
        var known = scripts.Count == 0 ? 0 : scripts[^1].Version;
        var found = await Last(db, stop);
        if (found > known) throw DatabaseRefusedException.Newer(found, known);
    }
}
