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

    /// <summary>Begins the ways to the sums alone.</summary>
    public const string Sums = "sums";

    /// <summary>Begins the ways to the cells, then the sums.</summary>
    public const string Cells = "cells";

    /// <summary>Each way to a question: which is the fastest differs from a run to the next, and it is given the fastest.</summary>
    public IReadOnlyList<string> Ways { get; } = ["sums, types said", "sums, types found out", "cells, types said", "cells, types found out"];

    /// <summary>The sums, by one of the ways.</summary>
    public Ran Sum(string way, Given given) => Run(":memory:", $"{way.Replace(", types", "", StringComparison.Ordinal).Replace(' ', '-')}.sql", given);

    public override Ran Sum(Given given) => Sum(Ways[0], given);

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
