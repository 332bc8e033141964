using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Terril.Bench.Visits;

/// <summary>The database at its own speed: the same guarded update and one insert, by pgbench, with no site and no mail.</summary>
internal static partial class PgBench
{
    private const string Script =
        """
        begin;
        update pgbench_sessions set taken = taken + 1 where id = 1 and taken + 1 <= capacity;
        insert into pgbench_registrations (id, session_id, address) values (gen_random_uuid(), 1, gen_random_uuid()::text);
        commit;

        """;

    public static async Task<double?> Run(string connection, int clients, int seconds)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        await using (var db = new NpgsqlConnection(connection))
        {
            await db.OpenAsync();
            await using var tables = new NpgsqlCommand(
                "create table pgbench_sessions (id int primary key, taken int not null, capacity int not null); insert into pgbench_sessions values (1, 0, 2000000000);"
                + "create table pgbench_registrations (id uuid primary key, session_id int not null, address text not null); create unique index on pgbench_registrations (session_id, address)", db);
            await tables.ExecuteNonQueryAsync();
        }
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script);
            var start = new ProcessStartInfo("pgbench",
                ["-n", "-c", clients.ToString(CultureInfo.InvariantCulture), "-j", "1", "-T", seconds.ToString(CultureInfo.InvariantCulture), "-f", script, "-h", to.Host!, "-U", to.Username!, to.Database!])
            { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var pgbench = Process.Start(start)!;
            var said = await pgbench.StandardOutput.ReadToEndAsync();
            await pgbench.WaitForExitAsync();
            return Rate().Match(said) is { Success: true } found ? double.Parse(found.Groups["n"].Value, CultureInfo.InvariantCulture) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(script);
        }
    }

    [GeneratedRegex(@"tps = (?<n>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rate();
}
