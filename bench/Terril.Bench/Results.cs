using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using Microsoft.Data.Sqlite;
using Terril.Observatory.Releases;

namespace Terril.Bench;

/// <summary>What the inner loops took, for the screen and for <c>bench/RESULTS.md</c>.</summary>
internal sealed class Results(IReadOnlyList<Summary> measured, Spell spell)
{
    public const string Title = "Inner loops";
    public const int Warmups = 5;
    public const int Iterations = 12;

    public string Document() => $"""
        | when | {DateTime.UtcNow:yyyy-MM-dd} |
        |---|---|
        | machine | {Machine.During(spell)} |
        | versions | Terril {Publish.EngineVersion}, .NET {Environment.Version}, SQLite {SqliteVersion()} |
        | length | {spell.Elapsed.TotalSeconds:F0} s |

        {Table()}
        **How to read it.** Medians of {Iterations} measures after {Warmups} of warm-up, in one process, ours then its peers. One thread each; the time is processor time, which other programs on the machine disturb little. The build alone is timed on the wall (5 after 1 of warm-up), since it waits for the disk.
        *Peer ÷ Terril* above 1 says how many times longer the peer takes; in brackets, its range between quartiles.
        Answers are compared before anything is measured: a peer that answers otherwise stops the run.

        **What it does not say.** The sample is small and everything is in the system's cache. The release of the country is of its true size, 150 MB, but its values are drawn by lot; what is read of it changes at each measure, so that the processor's cache helps little.
        The plain reader of CSV verifies nothing, finds nothing out and knows no quotes; ours does.
        A release that opens reads names, geography, recipes and editions too, with the official lists at hand as in a running site; SQLite reads its schema.
        A map of a release is two copies of memory beside territories already at hand; SQLite makes a row a commune, codes included.
        SQLite is given its best layout (clustered by territory, covering index for maps, prepared commands, mapped file).

        """;

    public string Table() =>
        "| question | Terril | peer | its time | peer ÷ Terril |\n|---|--:|---|--:|--:|\n" + string.Concat(measured.SelectMany(Lines));

    private static IEnumerable<string> Lines(Summary summary)
    {
        var (question, rows) = Answer.Of(summary.BenchmarksCases[0].Descriptor.Type);
        var reports = summary.Reports.ToLookup(report => summary.IsBaseline(report.BenchmarkCase));
        var ours = reports[true].Single().ResultStatistics!;
        var time = Time(ours.Median) + (rows > 0 ? $" ({rows / (ours.Median / 1e9):N0} rows/s)" : "");
        if (!reports[false].Any()) yield return $"| {question} | {time} | none yet | | |\n";
        foreach (var peer in reports[false])
        {
            var its = peer.ResultStatistics!;
            yield return $"| {question} | {time} | {peer.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')} | {Time(its.Median)} | {Ratio(ours, its)} |\n";
        }
    }

    private static string Ratio(Statistics ours, Statistics peer) =>
        $"**{Digits(peer.Median / ours.Median)}** ({Digits(peer.Q1 / ours.Q3)}–{Digits(peer.Q3 / ours.Q1)})";

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => $"{Digits(nanoseconds)} ns",
        < 1e6 => $"{Digits(nanoseconds / 1e3)} µs",
        < 1e9 => $"{Digits(nanoseconds / 1e6)} ms",
        _ => $"{Digits(nanoseconds / 1e9)} s",
    };

    private static string Digits(double value) => value.ToString(value switch { < 1 => "F2", < 10 => "F1", _ => "F0" });

    private static string SqliteVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }
}
