using System.Diagnostics;
using Npgsql;

namespace Terril.Tests.Harness;

/// <summary>A PostgreSQL of the tests' own, made by <c>initdb</c> in a throw-away folder, reached by a socket in that folder.</summary>
/// <remarks>A shell keeps it and stops it when its input closes: however these tests end, nothing is left running.</remarks>
public sealed class PostgresCluster
{
    // French collation: an order that only holds in ASCII shows.
    private const string Script =
        """
        set -e
        trap 'rm -rf "$1"' EXIT
        "$2/initdb" -D "$1/data" -U terril -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=fr --no-sync >"$1/log" 2>&1
        "$2/postgres" -D "$1/data" -k "$1" -h '' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=800 >>"$1/log" 2>&1 &
        cat >/dev/null
        kill $!
        wait $! || true
        """;

    private static readonly Lazy<Task<PostgresCluster>> Only = new(Start);
    private static int _databases;

    private readonly string _folder;
    private readonly Process _shell; // held: were it collected, its input would close

    private PostgresCluster(string folder, string programs) => (_folder, _shell) = (folder, Shell(folder, programs));

    public static bool IsInstalled => Programs is not null;

    private static string? Programs { get; } = FindPrograms();

    /// <summary>Connection string of a new, empty database.</summary>
    public static async Task<string> NewDatabase()
    {
        var cluster = await Only.Value;
        var name = $"house_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(cluster.To("postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return cluster.To(name);
    }

    private string To(string database) => $"Host={_folder};Username=terril;Database={database};Maximum Pool Size=10;Connection Idle Lifetime=10;Connection Pruning Interval=5;Timeout=120;Command Timeout=120";

    private static async Task<PostgresCluster> Start()
    {
        var programs = Programs ?? throw new InvalidOperationException("PostgreSQL is missing: apt-get install postgresql");
        var folder = Directory.CreateTempSubdirectory("terril-postgres-").FullName;
        var cluster = new PostgresCluster(folder, programs);
        for (var waited = 0; !await cluster.Answers(); waited++)
        {
            if (cluster._shell.HasExited || waited > 300) throw new InvalidOperationException($"PostgreSQL did not start in {folder}.");
            await Task.Delay(100);
        }
        return cluster;
    }

    // initdb refuses to be root.
    private static Process Shell(string folder, string programs)
    {
        string[] shell = ["sh", "-c", Script, "terril-postgres", folder, programs];
        if (Environment.UserName != "root") return Begin(shell);

        using (var own = Begin(["chown", "postgres", folder])) own.WaitForExit();
        return Begin(["runuser", "-u", "postgres", "--", .. shell]);
    }

    private static Process Begin(string[] command) =>
        Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" })!;

    private async Task<bool> Answers()
    {
        try
        {
            await using var connection = new NpgsqlConnection(To("postgres") + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string? FindPrograms()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            : [];
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [];
        return debian.OrderDescending().Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }
}
