using System.Text.Json;

namespace Terril.Bench.National;

/// <summary>DuckDB, by its package for Node, on two threads.</summary>
internal sealed class DuckDb(string version, string database) : Peer($"DuckDB {version}")
{
    private static readonly string s_folder = ScriptsOf("duckdb");

    /// <summary>Finds what <c>npm ci</c> has put beside the scripts; none when it was not to be had.</summary>
    public static DuckDb? In(string folder)
    {
        var package = Path.Combine(s_folder, "node_modules", "@duckdb", "node-api", "package.json");
        if (!File.Exists(package)) return null;
        using var read = JsonDocument.Parse(File.ReadAllText(package));
        return new DuckDb(read.RootElement.GetProperty("version").GetString()!.Split('-')[0], Path.Combine(folder, "figures.duckdb"));
    }

    public override Ran Sum(Given given) => Run(":memory:", "sums.sql", given);

    public override Ran Build(Given given)
    {
        File.Delete(database);
        return Run(database, "build.sql", given);
    }

    public override IEnumerable<PeerCell> Sample() => Run(database, "sample.sql", null).Lines.Select(line => Cell(line.Split('\t')));

    private static Ran Run(string database, string script, Given? given)
    {
        string[] texts = given is null ? [] : [$"csv={given.Csv}", $"membership={given.Membership}", $"population={given.Population}"];
        return Ran.Of("node", [Path.Combine(s_folder, "run.mjs"), database, Path.Combine(s_folder, script), .. texts]);
    }
}
