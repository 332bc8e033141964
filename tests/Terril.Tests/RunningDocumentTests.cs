using System.Diagnostics;
using System.Text.RegularExpressions;
using Terril.Shared;
using Terril.Tests.Harness;
using Terril.Tests.Running.Copies;

namespace Terril.Tests;

/// <summary>What docs/running.md tells to type works, and what deploy/ holds is understood by what reads it.</summary>
public sealed partial class RunningDocumentTests
{
    private static readonly string Text = File.ReadAllText(Checkout.File("docs/running.md"));

    [Fact]
    public async Task Its_commands_are_run_one_after_another()
    {
        using var site = await SiteOnDisk.Full(Provider.Sqlite);
        using var empty = await SiteOnDisk.Empty(Provider.Sqlite);
        var commands = Block().Matches(Text).SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(["doctor", "backup", "restore", "restore"], commands.Select(line => line.Split(' ')[0]));

        foreach (var line in commands)
        {
            // A copy lies where both find it; it is put back elsewhere than where it was taken.
            var typed = line.Replace("copies/", $"{site.Copies}/", StringComparison.Ordinal).Split(' ');
            var (code, said) = await (typed[0] == "restore" ? empty : site).Run(typed);
            Assert.True(code == 0, $"terril {line}\n{said}");
        }
        Assert.Equal(await site.Kept(), await empty.Kept());
    }

    [Fact]
    public void The_settings_and_the_files_it_names_exist()
    {
        var settings = typeof(Settings).GetProperties().Select(p => p.Name.ToUpperInvariant()).ToHashSet();
        var said = Text + string.Concat(Directory.GetFiles(Checkout.File("deploy")).Select(File.ReadAllText));
        Assert.All(Setting().Matches(said), name => Assert.Contains(name.Groups["name"].Value, settings));
        Assert.All(Deployed().Matches(said), file => Assert.True(File.Exists(Checkout.File(file.Value)), file.Value));
        Assert.Contains("src/Terril/Shared/Settings.cs", Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_units_are_understood_by_systemd()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd est absent / systemd is missing");
        var units = Directory.GetFiles(Checkout.File("deploy"), "*.service").Concat(Directory.GetFiles(Checkout.File("deploy"), "*.timer"));
        using var analysis = Process.Start(new ProcessStartInfo("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", .. units]) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = await analysis.StandardError.ReadToEndAsync();
        await analysis.WaitForExitAsync();
        // The program, its account and its folders are on the machine that installs them.
        Assert.DoesNotContain(said.Split('\n'), line => line.Contains("Unknown", StringComparison.Ordinal) || line.Contains("Invalid", StringComparison.Ordinal) || line.Contains("Failed to parse", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"```terril\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"TERRIL__(?<name>[A-Z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"deploy/[a-z][a-z.-]*[a-z]", RegexOptions.None, 1000)]
    private static partial Regex Deployed();
}
