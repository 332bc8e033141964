using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Tests.Harness;

namespace Terril.Tests;

/// <summary>The reader that docs/cube-format.md shows reads what a release says.</summary>
public sealed partial class CubeFormatDocumentTests : IDisposable
{
    private const string Document = "docs/cube-format.md";
    private readonly string _folder = Directory.CreateTempSubdirectory("terril-cube-").FullName;

    [Fact]
    public void Its_reader_says_what_the_release_says()
    {
        var release = Released();
        var reader = Extracted();
        foreach (var (indicator, territory) in Asked(release))
        {
            var expected = release.Figures(indicator, territory: territory).Select(Told).ToList();
            var (said, fault) = Node(reader, indicator, territory);

            Assert.Equal("", fault);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Understood));
        }
    }

    [Fact]
    public void Its_reader_refuses_what_was_altered()
    {
        var release = Released();
        var indicator = release.Site.Indicators.First(i => release.Levels(i.Id).Contains(Level.Region)).Id;
        var cube = Path.Combine(ReleaseFolder, "cubes", indicator + ".cube");
        var bytes = File.ReadAllBytes(cube);
        foreach (var at in new[] { bytes.Length - 30, bytes.Length - 40 })
        {
            bytes[at] ^= 4;
            File.WriteAllBytes(cube, bytes);
            bytes[at] ^= 4;

            Assert.Contains($"of {indicator}: not what was written", Node(Extracted(), indicator, new(Level.Region, "32")).Fault, StringComparison.Ordinal);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string ReleaseFolder => Directory.GetDirectories(Path.Combine(_folder, "releases")).Single();

    private Release Released()
    {
        Sample.CopyTo(_folder);
        return new ReleaseStore(_folder, OfficialLists.Open(Path.Combine(AppContext.BaseDirectory, "official-lists"))).Current!;
    }

    // Every indicator at one of its levels: breakdowns, lower bounds, several editions.
    private static IEnumerable<(string Indicator, TerritoryId Territory)> Asked(Release release) =>
        release.Site.Indicators.Select((indicator, n) => (indicator.Id, Levels: release.Levels(indicator.Id), n)).Where(i => i.Levels.Count > 0)
            .Select(i => (i.Id, release.Figures(i.Id, i.Levels[i.n % i.Levels.Count]).Last().Key.Territory));

    private static (string, string, double, string, double, string) Told(Figure figure) =>
        (figure.Key.Breakdown, figure.Period.ToString(), figure.Value, figure.Status.Name(), figure.HasValue ? figure.Coverage : 1, figure.Edition?.Path ?? "");

    private static (string, string, double, string, double, string) Understood(string line)
    {
        var cells = line.Split('\t');
        double Number(int at) => double.Parse(cells[at], CultureInfo.InvariantCulture);
        return (cells[0], cells[1], Number(2), cells[3], Statuses.Parse(cells[3]).HasValue() ? Number(4) : 1, cells[5]);
    }

    private string Extracted()
    {
        var script = Path.Combine(_folder, "read-series.mjs");
        File.WriteAllText(script, Block().Match(File.ReadAllText(Checkout.File(Document))).Groups["text"].Value);
        return script;
    }

    private (string Said, string Fault) Node(string script, string indicator, TerritoryId territory)
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", [script, ReleaseFolder, indicator, territory.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var fault = node.StandardError.ReadToEndAsync();
            return (node.StandardOutput.ReadToEnd(), fault.Result);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"node does not start: {e.Message}");
            throw;
        }
    }

    [GeneratedRegex(@"```js\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
