using System.Text.RegularExpressions;
using Terril.Collectives.Import;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Tests.Harness;
using Terril.Visits.Import;

namespace Terril.Tests;

/// <summary>The site that docs/site-folder.md describes is a site.</summary>
public sealed partial class SiteFolderDocumentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("terril-doc-").FullName;

    [Fact]
    public void Its_blocks_build_without_a_finding()
    {
        foreach (Match block in Block().Matches(File.ReadAllText(Checkout.File("docs/site-folder.md"))))
        {
            var path = Path.Combine(_folder, "site", block.Groups["path"].Value);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, block.Groups["text"].Value);
        }

        var store = new ReleaseStore(Path.Combine(_folder, "out"), OfficialLists.Open(Path.Combine(AppContext.BaseDirectory, "official-lists")));
        var outcome = new Publish(store).Run(Path.Combine(_folder, "site"), DateTimeOffset.UnixEpoch);

        Assert.Empty(outcome.Findings);
        Assert.Equal(23.5, store.Current!.Find(new FigureKey("waste.household", "", new(Level.Commune, "59183"), Period.Of(2021)))!.Value.Value);
        Assert.NotEmpty(ReadVisits.Run(Path.Combine(_folder, "site")));
        Assert.Equal(4, ReadCollectives.Run(Path.Combine(_folder, "site")).Collectives.Single().Members.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex(@"```(?:yaml|csv) (?<path>\S+)\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
