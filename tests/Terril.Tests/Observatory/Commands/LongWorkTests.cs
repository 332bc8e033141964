using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Terril.Observatory.Releases;
using Terril.Shared;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Commands;

/// <summary>Commands that last, in a process of their own: stopped, at the same time as others, on a terminal.</summary>
public sealed class LongWorkTests : IDisposable
{
    // On a quiet machine it is a tenth of a second.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1.5);

    private readonly string _root = Directory.CreateTempSubdirectory("terril-long-").FullName;

    public LongWorkTests() => Out = Path.Combine(_root, "out");

    private string Site => Path.Combine(_root, "site");

    private string Out { get; set; }

    [Theory]
    [InlineData("INT", 130, "en", "build stopped: the release in force stays, what was on its way is deleted\n")]
    [InlineData("TERM", 143, "en", "build stopped: the release in force stays, what was on its way is deleted\n")]
    [InlineData("INT", 130, "fr", "construction arrêtée : la publication en vigueur reste, ce qui était en cours est effacé\n")]
    public async Task A_build_that_is_asked_to_stop_stops_at_once_and_cleans_up(string signal, int code, string language, string said)
    {
        Country.Write(Site, sources: 2, years: 1, first: 1);
        var before = (await Built()).Split(' ')[0];
        Country.Write(Site, sources: 3, years: 40, first: 2);
        using var build = Start("build", "--site", Site, "--out", Out, "--lang", language);
        await Under(build);
        var watch = Stopwatch.StartNew();
        await Send(signal, build);
        var answer = await Answer(build);

        Assert.Equal((code, ""), (answer.Code, answer.Output));
        Assert.EndsWith(said, answer.Error, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtOnce);
        Assert.Empty(OnTheirWay());
        Assert.Equal([before], new ReleaseStore(Out, Country.Lists).History.Select(p => p.Release));
        Assert.Equal([before], Directory.GetDirectories(Path.Combine(Out, "releases")).Select(Path.GetFileName));
        Assert.EndsWith(" s\n", await Built(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_is_asked_to_stop_says_so()
    {
        Country.Write(Site, sources: 3, years: 40, first: 1);
        using var check = Start("check", "--site", Site);
        await Task.Delay(700);
        await Send("INT", check);
        var answer = await Answer(check);

        Assert.Equal((130, ""), (answer.Code, answer.Output));
        Assert.EndsWith("check stopped before its end\n", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_signal_ends_the_program_there_and_then()
    {
        Country.Write(Site, sources: 3, years: 40, first: 1);
        using var build = Start("build", "--site", Site, "--out", Out);
        await Under(build);
        // Asleep, it receives both when it wakes.
        await Send("STOP", build);
        await Send("INT", build);
        await Send("TERM", build);
        await Send("CONT", build);
        var answer = await Answer(build);

        Assert.Contains(answer.Code, new[] { 130, 143 });
        Assert.False(File.Exists(Path.Combine(Out, "history.jsonl")));
    }

    [Fact]
    public async Task Of_two_builds_at_once_the_second_is_busy_while_the_site_reads_on()
    {
        await using var house = await House.Open(Provider.Sqlite);
        (house.Clock.Now, Out) = (DateTimeOffset.UtcNow.AddHours(1), house.Services.GetRequiredService<Settings>().Observatory);
        Country.Write(Site, sources: 2, years: 1, first: 1);
        var before = (await Built()).Split(' ')[0];
        Country.Write(Site, sources: 2, years: 40, first: 2);
        using var first = Start("build", "--site", Site, "--out", Out);
        await Under(first);
        await Send("STOP", first);

        var second = await Typed.Run("build", "--site", Site, "--out", Out);
        Assert.Equal((1, "nothing is published: 1 errors, 0 warnings\n"), (second.Code, second.Output));
        Assert.Contains("another build is under way in this folder; wait for it to end [busy]", Assert.Single(second.Errors), StringComparison.Ordinal);
        Assert.Contains(before, await house.Client.GetStringAsync(new Uri("/api/v1/releases", UriKind.Relative)), StringComparison.Ordinal);

        await Send("CONT", first);
        var answer = await Answer(first);
        Assert.Equal(0, answer.Code);
        Assert.Contains(answer.Output.Split(' ')[0], await house.Client.GetStringAsync(new Uri("/api/v1/releases", UriKind.Relative)), StringComparison.Ordinal);
        Assert.EndsWith(" s\n", await Built(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_a_live_line_is_erased_before_the_summary()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "no script(1), which makes a terminal");
        Country.Write(Site, sources: 3, years: 40, first: 1);
        using var build = Typed.Program("script", ["-qec", $"stty cols 100; dotnet '{Typed.Terril}' observatory build --lang en --site '{Site}' --out '{Out}'", "/dev/null"], ("TERM", "xterm"));
        var answer = await Answer(build);

        Assert.Equal(0, answer.Code);
        var looks = answer.Output.Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(looks, look => look.StartsWith("reading data/", StringComparison.Ordinal) && look.Contains(" rows", StringComparison.Ordinal) && look.EndsWith("\e[K", StringComparison.Ordinal));
        Assert.All(looks.Where(look => look.EndsWith("\e[K", StringComparison.Ordinal)), look => Assert.InRange(look.Length, 3, 99 + 3));
        Assert.Matches("\r\e\\[K[0-9a-f]{16} published: [^\r\n]+ s\r\n$", answer.Output);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<string> Built()
    {
        var answer = await Typed.Run("build", "--site", Site, "--out", Out);
        Assert.True(answer.Code == 0, answer.Error);
        return answer.Output;
    }

    // What began this run may ignore Ctrl-C, and those it begins would too.
    private static Process Start(params string[] typed) => Typed.Program("env", ["--default-signal=INT,TERM", "dotnet", Typed.Terril, "observatory", .. typed]);

    private static async Task Send(string signal, Process to)
    {
        using var kill = Process.Start("kill", [$"-{signal}", to.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static async Task<Answer> Answer(Process program)
    {
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await program.WaitForExitAsync(late.Token);
        return new Answer(program.ExitCode, await output, await error);
    }

    // A unit is being made: the lock is held, and something is on its way.
    private async Task Under(Process build)
    {
        for (var i = 0; !build.HasExited && OnTheirWay("units").Length == 0 && i < 60_000; i++) await Task.Delay(1);
        Assert.False(build.HasExited, "it was over before it could be stopped");
    }

    private string[] OnTheirWay(params string[] rooms) => [.. (rooms is [] ? ["releases", "snapshots", "units"] : rooms)
        .Select(room => Path.Combine(Out, room)).Where(Directory.Exists).SelectMany(room => Directory.GetFileSystemEntries(room, ".*"))];
}
