using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Terril.Bench.National;

/// <summary>A program that was run to its end in a process of its own.</summary>
/// <param name="Elapsed">From its start to its end, start-up included.</param>
/// <param name="Work">What it says its work took, start-up apart: the last line of its errors, <c>work 1.234</c> in seconds; else <paramref name="Elapsed"/>.</param>
/// <param name="Peak">Most memory it held, files it had mapped included, in bytes.</param>
/// <param name="Own">Most memory of its own, mapped files apart, in bytes.</param>
/// <param name="Lines">What it said.</param>
internal sealed partial record Ran(TimeSpan Elapsed, TimeSpan Work, long Peak, long Own, IReadOnlyList<string> Lines)
{
    private static readonly TimeSpan s_atMost = TimeSpan.FromMinutes(2);

    /// <summary>Runs a program on two threads.</summary>
    /// <exception cref="InvalidOperationException">It failed, or did not end in two minutes.</exception>
    public static Ran Of(string program, params string[] arguments) => Of(program, isBuild: false, arguments);

    /// <summary>Runs a program on two threads; a build with the settings that <c>./dev terril</c> gives it.</summary>
    /// <exception cref="InvalidOperationException">It failed, or did not end in two minutes.</exception>
    public static Ran Of(string program, bool isBuild, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "2";
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (isBuild) (start.Environment["DOTNET_TC_CallCountingDelayMs"], start.Environment["DOTNET_TC_CallCountThreshold"]) = ("0", "BB8");
        start.Environment["LC_ALL"] = "C.UTF-8";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, own) = Watch(process, watch);
        process.WaitForExit();
        var elapsed = watch.Elapsed;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Path.GetFileName(program)} {string.Join(' ', arguments)}\n{said.Result}{errors.Result}");
        var work = Told().Match(errors.Result) is { Success: true } told
            ? TimeSpan.FromSeconds(double.Parse(told.Groups["seconds"].Value, CultureInfo.InvariantCulture))
            : elapsed;
        return new Ran(elapsed, work, peak, own, said.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // The kernel keeps the highest mark itself (VmHWM): only the last milliseconds of a process can escape. What is its own is sampled.
    private static (long Peak, long Own) Watch(Process process, Stopwatch watch)
    {
        var (peak, own) = (0L, 0L);
        while (!process.WaitForExit(5))
        {
            if (watch.Elapsed > s_atMost)
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"{process.StartInfo.FileName}: more than {s_atMost.TotalMinutes:F0} minutes.");
            }
            if (StatusOf(process.Id) is not { } status) continue;
            (peak, own) = (Math.Max(peak, Kilobytes(status, "VmHWM:")), Math.Max(own, Kilobytes(status, "RssAnon:")));
        }
        return (peak, own);
    }

    private static string? StatusOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/status");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return null;
        }
    }

    private static long Kilobytes(string status, string name)
    {
        var at = status.IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? 0 : 1024 * long.Parse(status.AsSpan(at + name.Length, status.IndexOf("kB", at, StringComparison.Ordinal) - at - name.Length), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^work (?<seconds>[\d.]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Told();
}

/// <summary>The same program run several times: its median, and how far the others were.</summary>
internal sealed class Runs(IEnumerable<Ran> all)
{
    private readonly Ran[] _byWork = [.. all.OrderBy(ran => ran.Work)];

    public static Runs Of(int times, Func<Ran> run) => new(Enumerable.Range(0, times).Select(_ => run()).ToList());

    /// <summary>Several programs, each run as often, by turns.</summary>
    public static IReadOnlyList<Runs> OfEach(int times, IReadOnlyList<Func<Ran>> each)
    {
        var all = each.Select(_ => new List<Ran>()).ToList();
        for (var i = 0; i < times; i++)
            foreach (var (one, run) in each.Index()) all[one].Add(run());
        return [.. all.Select(ran => new Runs(ran))];
    }

    public Ran Median => _byWork[_byWork.Length / 2];

    public Ran Fastest => _byWork[0];

    public Ran Slowest => _byWork[^1];

    public long Peak => _byWork.Max(ran => ran.Peak);

    public long Own => _byWork.Max(ran => ran.Own);
}
