using System.Diagnostics;

namespace Terril.Bench.National;

/// <summary>PostgreSQL: a throw-away cluster on a socket, in a folder it may read, with room for two threads; asked by <c>psql</c>.</summary>
/// <remarks>A shell keeps it and stops it when its input closes: however the bench ends, nothing is left running.</remarks>
internal sealed class PostgreSql : Peer, IDisposable
{
    // Nothing waits for the disk: no write-ahead log is flushed, tables are unlogged.
    private const string Script =
        """
        set -e
        trap 'rm -rf "$1"' EXIT
        "$2/initdb" -D "$1/data" -U terril -A trust -E UTF8 --locale=C --no-sync >"$1/log" 2>&1
        "$2/postgres" -D "$1/data" -k "$1" -h '' -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
          -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=4GB -c checkpoint_timeout=30min \
          -c shared_buffers=1GB -c work_mem=256MB -c hash_mem_multiplier=4 -c maintenance_work_mem=256MB \
          -c max_parallel_workers=2 -c max_parallel_workers_per_gather=2 -c jit=off >>"$1/log" 2>&1 &
        cat >/dev/null
        kill $!
        wait $! || true
        """;

    private static readonly string s_scripts = ScriptsOf("postgresql");

    private readonly string _folder = Directory.CreateTempSubdirectory("terril-bench-postgres-").FullName;
    private readonly string _programs;
    private readonly Process _shell;

    private PostgreSql(string programs, string version) : base($"PostgreSQL {version}")
    {
        _programs = programs;
        _shell = Shell();
        for (var waited = 0; !File.Exists(Path.Combine(_folder, ".s.PGSQL.5432")); waited++)
        {
            if (_shell.HasExited || waited > 300) throw new InvalidOperationException($"PostgreSQL did not start in {_folder}.");
            Thread.Sleep(100);
        }
    }

    /// <summary>It takes minutes: once.</summary>
    public override int Builds => 1;

    /// <summary>Starts one; none when it is not on this machine.</summary>
    public static PostgreSql? Start()
    {
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : [];
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [];
        var programs = debian.OrderDescending().Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
        return programs is null ? null : new PostgreSql(programs, Ran.Of(Path.Combine(programs, "postgres"), "--version").Lines[0].Split(' ')[2]);
    }

    public override Ran Sum(Given given) => Run("sums.sql", given);

    public override Ran Build(Given given) => Run("build.sql", given);

    public override IEnumerable<PeerCell> Sample() => Run("sample.sql", null).Lines.Select(line => Cell(line.Split('\t')));

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    // The memory that counts is the server's, which is not this process.
    private Ran Run(string script, Given? given)
    {
        (string Key, string Path)[] files = given is null ? [] : [("csv", given.Csv), ("membership", given.Membership), ("population", given.Population)];
        var texts = files.SelectMany(file => new[] { "-v", $"{file.Key}={Readable(file.Path)}" });
        string[] asked = ["-h", _folder, "-U", "terril", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", .. texts, "-f", Path.Combine(s_scripts, script), "postgres"];
        return Ran.Of(Path.Combine(_programs, "psql"), asked) with { Peak = 0, Own = 0 };
    }

    // COPY reads a file by the server's own hand: it lies where the server may go.
    private string Readable(string path)
    {
        var copy = Path.Combine(_folder, Path.GetFileName(path));
        if (File.Exists(path) && File.GetLastWriteTimeUtc(path) != File.GetLastWriteTimeUtc(copy)) File.Copy(path, copy, overwrite: true);
        return copy;
    }

    // initdb refuses to be root.
    private Process Shell()
    {
        string[] shell = ["sh", "-c", Script, "terril-postgres", _folder, _programs];
        if (Environment.UserName != "root") return Begin(shell);

        using (var own = Begin(["chown", "postgres", _folder])) own.WaitForExit();
        return Begin(["runuser", "-u", "postgres", "--", .. shell]);
    }

    private static Process Begin(string[] command) =>
        Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" })!;
}
