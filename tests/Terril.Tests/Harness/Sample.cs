using Terril.Observatory.Boundaries;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Tests.Harness;

/// <summary>The release of the site that ships, built once for all tests.</summary>
public static class Sample
{
    private static readonly Lazy<string> Folder = new(Build);

    /// <summary>Before the clock of the tests, so that it is in force for all of them.</summary>
    public static DateTimeOffset PublishedAt { get; } = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Puts the release in a house's data folder. A link: nobody writes there.</summary>
    public static void In(string data) => Directory.CreateSymbolicLink(Path.Combine(data, "observatory"), Folder.Value);

    /// <summary>Copies the release and its history: that copy may be altered.</summary>
    public static void CopyTo(string folder)
    {
        foreach (var file in Directory.GetFiles(Folder.Value, "*", SearchOption.AllDirectories).Where(f => !f.Contains("snapshots", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Folder.Value, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The same with boundaries loaded beside it, in a folder of the house's own. Answers what is drawn.</summary>
    public static DrawnBoundaries WithBoundaries(string data, string file, int vintage)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, "observatory")).FullName;
        foreach (var kept in new DirectoryInfo(Folder.Value).EnumerateFileSystemInfos().Where(kept => !Path.Exists(Path.Combine(folder, kept.Name))))
        {
            if (kept is DirectoryInfo) Directory.CreateSymbolicLink(Path.Combine(folder, kept.Name), kept.FullName);
            else File.CreateSymbolicLink(Path.Combine(folder, kept.Name), kept.FullName);
        }
        var source = new BoundarySource(file, vintage, "IGN, Admin Express", "Licence Ouverte 2.0", new DateOnly(2026, 1, 5));
        return new PrepareBoundaries(Lists(), new BoundaryStore(folder)).Run(Checkout.File("samples/hauts-de-france"), source).Drawn;
    }

    private static OfficialLists Lists() => OfficialLists.Open(Path.Combine(AppContext.BaseDirectory, "official-lists"));

    private static string Build()
    {
        var folder = Place.NewFolder();
        var outcome = new Publish(new ReleaseStore(folder, Lists())).Run(Checkout.File("samples/hauts-de-france"), PublishedAt);
        return outcome.Stopped ? throw new InvalidOperationException(string.Join('\n', outcome.Findings)) : folder;
    }
}
