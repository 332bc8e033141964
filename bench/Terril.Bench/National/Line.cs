using System.Globalization;

namespace Terril.Bench.National;

/// <summary>A line of the table of national measures.</summary>
/// <param name="Question">What is measured.</param>
/// <param name="Ours">What Terril takes.</param>
/// <param name="Beside">What it is measured against.</param>
/// <param name="Its">What that takes.</param>
/// <param name="Ratio">One over the other, and its range.</param>
/// <param name="Bar">What was to be reached, and whether it is.</param>
internal sealed record Line(string Question, string Ours, string Beside = "", string Its = "", string Ratio = "", string Bar = "")
{
    public const string Header = "| question | Terril | beside | its time | ratio | bar |\n|---|--:|---|--:|--:|---|\n";

    /// <summary>Ours beside a peer that should take longer.</summary>
    public static Line Against(string question, string ours, Runs runs, string peer, Runs its, double? bar = null)
    {
        var ratio = its.Median.Work / runs.Median.Work;
        return new(question, ours, peer, Time(its.Median.Work),
            $"**{Digits(ratio)}** ({Digits(its.Fastest.Work / runs.Slowest.Work)}–{Digits(its.Slowest.Work / runs.Fastest.Work)})",
            bar is { } least ? Said($"≥ {least} ×", ratio >= least) : "");
    }

    /// <summary>A peer that is not on this machine.</summary>
    public static Line Without(string question, string ours, string peer, double? bar = null) =>
        new(question, ours, peer, "not to be had here", "", bar is { } least ? $"≥ {least} × · not measured" : "");

    public static string Said(string bar, bool met) => $"{bar} · {(met ? "met" : "**not met**")}";

    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 0.1 => $"{time.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)} ms",
        _ => $"{time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture)} s",
    };

    /// <summary>A time, and how far the other runs were from it.</summary>
    public static string Time(Runs runs) => $"{Time(runs.Median.Work)} ({Time(runs.Fastest.Work)}–{Time(runs.Slowest.Work)})";

    public static string Memory(long bytes) => $"{(bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture)} MB";

    public static string Digits(double value) => value.ToString(value switch { < 1 => "F2", < 10 => "F1", _ => "F0" }, CultureInfo.InvariantCulture);

    public override string ToString() => $"| {Question} | {Ours} | {Beside} | {Its} | {Ratio} | {Bar} |\n";
}
