using System.Text.RegularExpressions;

namespace Terril.Bench;

/// <summary>What was measured on, as the results say it.</summary>
internal static partial class Machine
{
    /// <summary>Above this share of others, times are those of a loaded machine.</summary>
    private const double Quiet = 0.1;

    /// <summary>Cores, make, and whether it was ours alone.</summary>
    public static string During(Spell spell) => $"{Environment.ProcessorCount} cores, {Family()}; {Shared(spell)}";

    /// <summary>Whether the machine was ours alone.</summary>
    public static string Shared(Spell spell) => spell.Others switch
    {
        null => "whether it was shared is not known",
        <= Quiet and var others => $"quiet: other programs took {others:P0} of its processor time",
        var others => $"shared: other programs took {others:P0} of its processor time, so that what is timed on the wall is slower than it would be alone, and the rest a little",
    };

    // The make, without what follows its first figure: « AMD EPYC », « Intel Xeon Platinum ».
    private static string Family()
    {
        const string cpus = "/proc/cpuinfo";
        var model = File.Exists(cpus) ? File.ReadLines(cpus).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1] : null;
        return model is null ? "model not told" : Marks().Replace(model, "").Trim();
    }

    [GeneratedRegex(@"\((R|TM)\)|\s+(CPU\b|\S*\d).*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();
}
