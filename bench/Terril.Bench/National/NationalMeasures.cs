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
        **How to read it.** Each program runs in a process of its own, on two threads, the file in the system's cache; medians of {Country.Times} runs, in brackets the fastest and the slowest. *Ratio* above 1 says how many times longer the peer takes; in brackets, its own fastest over our slowest, and the reverse. Our reading and DuckDB are timed once their program is loaded, and by turns. DuckDB’s program is machine code when it is loaded, ours is not wholly so: it is measured both as *a new process*, whose time holds all that the runtime still compiles, and *once compiled*, when the same process has read the first 2 MB of the file sixty times; the official lists are then at hand too. Of the ways to ask DuckDB the same (types said, or left to be found out), the faster of the run is shown. Whichever way it is asked, our reading does the same work: a cell for each commune, year, carrier and sector, with its line, one that comes twice being a fault; then the sums. Our builds and explanations from the start of the program to its end; PostgreSQL builds once, on a server already running.
        Memory is the most a process held, as the kernel counts it, files it had mapped included; its own is the rest.
        The sums of each program are compared with those the writer of the file knows to the kWh, and the figures of each build with ours: every territory above the commune and one commune of a hundred, values, coverage and ratios, to 1e-9. A program that says otherwise stops the run.
        DuckDB’s build is given the types of all columns, small keys and one pass a grouping: the fastest of the layouts tried. It honours quotes, as the engine does.

        **What bounds the reading.** A row has {new FileInfo(country.Csv).Length / (double)NationalFile.Whole.RowsOf(country.Consumption):F1} bytes and ten cells, of which five are wanted. Its bytes are copied once from the system’s cache, in blocks of 256 kB that stay in the processor’s own; they are gone over three times there: verified as UTF-8, marked sixty-four at a time, read column by column. By samples of the processor’s time, on a shared machine that shows no counter of instructions or cache misses, a reading that is compiled spends about 14 % in marking the ends of cells, 12 % in numbering the four texts of a row, 11 % in numbers, 10 % in putting values in their cells, 8 % in UTF-8, 8 % in the copy, 4 % in fresh memory (59 MB of cells); the rest is each below 3 %. The two threads wait for each other only to copy and to put, which is done in the order of the rows, so that the fault named is the first of the file.
        A new process spends about 10 % of its processor time in the compiler, 15 % in the rest of the runtime (types, stubs) and 17 % in the kernel: mostly generic types of the framework over our own, which are compiled each time, and pages touched first.
        The next step that would pay: where a row begins with the same bytes as the one before (here 47 of 69, nine times of ten), neither mark nor verify nor number them again; then fewer generic types of the framework over our own in what a command does first.

        **What it does not say.** The file is regular: no quoted cell, no unknown code, no change of communes between its vintage and the release's.
        Our build also keeps a copy of the file under its hash, flushed to disk, finds out encoding, delimiter and decimal sign, keeps the line of each value while it checks, and brings the population of four years to one geography; peers are given that population ready made.

        **What bounds the build.** Profiled once, before sums, ratios and cubes took all cells at once: of its processor time a third was our own code, most of it reading, a fifth the kernel (the copy of the file, the files of the release, fresh pages), a third the compiler and the rest of the runtime, a twentieth hashing. What our own code takes has shrunk since, what is compiled as well; the kernel's part has not.
        The next step that would pay is code compiled for good: what the runtime still compiles are generic methods of the framework over our own types, which no compilation ahead holds unless the framework is compiled with it. Then fewer pages: one room for the values of a unit, given back whole, instead of some thousands of arrays.
        A rebuild when nothing changed starts, reads the recipes and the lists, hashes every file of the sources once, compares it with the kept copy, and verifies the files of the release. The same is paid when one source changed: hence its share above that, on its own line.
        Memory grows with the figures, not with the rows: a large unit is held whole, since its rows may come in any order, and so is what is computed from it. To have it flat, a unit would be cut by periods, each read from the file in turn, at the price of reading it as often.

        """;
}
