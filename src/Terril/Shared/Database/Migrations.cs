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
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", stop);

        await Alone(db, () => db.Database.ExecuteSqlRawAsync(Versions, stop), stop);
        foreach (var script in scripts) await Alone(db, () => Apply(db, clock, script, stop), stop);
        await RefuseNewer(db, scripts, stop);
    }

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
        var found = await db.Database.SqlQuery<int>($"select coalesce(max(version), 0) as \"Value\" from schema_versions").SingleAsync(stop);
        if (found > known) throw DatabaseRefusedException.Newer(found, known);
    }
}
