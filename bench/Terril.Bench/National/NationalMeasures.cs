using Terril.Observatory.Releases;

namespace Terril.Bench.National;

/// <summary>Every measure at the scale of the country, in one table.</summary>
internal static class NationalMeasures
{
    public const string Word = "national";

    private static readonly (string Name, Func<Country, IEnumerable<Line>> Measure)[] s_all =
    [
        (nameof(ReadAndSum), ReadAndSum.Measure), (nameof(WholeBuild), WholeBuild.Measure), (nameof(Memory), Memory.Measure),
        (nameof(Rebuild), Rebuild.Measure), (nameof(ExplainOne), ExplainOne.Measure),
    ];

    /// <summary>Measures, says it on the screen line by line and, when it is to be kept, in <c>bench/RESULTS.md</c>.</summary>
    /// <param name="keep">For a whole run.</param>
    /// <param name="word">Only the measures whose name contains it; empty for all.</param>
    /// <exception cref="InvalidOperationException">Two programs do not say the same: nothing is kept.</exception>
    public static void Run(bool keep, string word)
    {
        var chosen = s_all.Where(one => one.Name.Contains(word, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (chosen.Length == 0) throw new InvalidOperationException($"« {word} » : aucune mesure ne porte ce nom / no measure bears this name: {string.Join(", ", s_all.Select(one => one.Name))}");
        Console.Error.WriteLine($"→ {Word} {word}");
        using var country = new Country();
        var (before, table) = (Moment.Now(), Line.Header);
        Console.Write(table);
        foreach (var line in chosen.SelectMany(one => one.Measure(country)))
        {
            Console.Write(line);
            table += line;
        }
        var spell = Moment.Now().Since(before);
        Console.WriteLine(Machine.Shared(spell));
        if (keep) ResultsFile.Write("National scale", Document(country, table, spell));
    }

    private static string Document(Country country, string table, Spell spell) => $"""
        | when | {DateTime.UtcNow:yyyy-MM-dd} |
        |---|---|
        | machine | {Machine.During(spell)} |
        | versions | Terril {Publish.EngineVersion}, .NET {Environment.Version}{string.Concat(country.Peers.Select(peer => $", {peer.Name}"))} |
        | length | {spell.Elapsed.TotalSeconds:F0} s |
        | file | {country.Consumption.Communes.Count:N0} communes of the official list of {Consumption.Vintage} × {Consumption.FirstYear}–{Consumption.FirstYear + Consumption.Years - 1} × 2 carriers × 5 sectors = {NationalFile.Whole.RowsOf(country.Consumption):N0} rows, {new FileInfo(country.Csv).Length / 1e6:N0} MB, by year then commune; one value of a thousand is secret; SHA-256 `{NationalFile.Whole.Sha256[..16]}…` |

        {table}
        **How to read it.** Each program runs in a process of its own, on two threads, the file in the system's cache; medians of {Country.Times} runs, in brackets the fastest and the slowest. *Ratio* above 1 says how many times longer the peer takes; in brackets, its own fastest over our slowest, and the reverse. Our reading and DuckDB are timed once their program is loaded; our builds and explanations from the start of the program to its end; PostgreSQL builds once, on a server already running.
        Memory is the most a process held, as the kernel counts it, files it had mapped included; its own is the rest.
        The sums of each program are compared with those the writer of the file knows to the kWh, and the figures of each build with ours: every territory above the commune and one commune of a hundred, values, coverage and ratios, to 1e-9. A program that says otherwise stops the run.
        DuckDB is given the types of all columns, small keys and one pass a grouping: the fastest of the layouts tried. It honours quotes, as the engine does.

        **What it does not say.** The file is regular: no quoted cell, no unknown code, no change of communes between its vintage and the release's.
        Our build also keeps a copy of the file under its hash, flushed to disk, finds out encoding, delimiter and decimal sign, keeps the line of each value while it checks, and brings the population of four years to one geography; peers are given that population ready made.

        """;
}
