using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Bench;

/// <summary>What the measures stand on: the checkout, a throw-away folder, the sample's release and the same figures in SQLite.</summary>
internal static class Ground
{
    private static readonly Lazy<string> s_folder = new(() => Directory.CreateTempSubdirectory("terril-bench-").FullName);
    private static readonly Lazy<ReleaseStore> s_store = new(BuildStore);
    private static readonly Lazy<FiguresInSqlite> s_sqlite = new(() => FiguresInSqlite.Write(PathOf("figures.db"), Release));

    public static string Root { get; } = Up(AppContext.BaseDirectory);

    public static string Folder => s_folder.Value;

    public static string Site => Path.Combine(Root, "samples", "hauts-de-france");

    public static OfficialLists Lists { get; } = OfficialLists.Open(Path.Combine(AppContext.BaseDirectory, "official-lists"));

    public static ReleaseStore Store => s_store.Value;

    public static Release Release => Store.Current!;

    public static FiguresInSqlite Sqlite => s_sqlite.Value;

    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Builds the sample into a folder.</summary>
    /// <exception cref="InvalidOperationException">A check stops it.</exception>
    public static BuildOutcome Build(string folder)
    {
        var outcome = new Publish(new ReleaseStore(folder, Lists)).Run(Site, DateTimeOffset.UnixEpoch);
        return outcome.Stopped ? throw new InvalidOperationException(string.Join('\n', outcome.Findings)) : outcome;
    }

    public static void Clear()
    {
        if (s_folder.IsValueCreated) Directory.Delete(Folder, recursive: true);
    }

    private static ReleaseStore BuildStore()
    {
        Build(PathOf("store"));
        return new ReleaseStore(PathOf("store"), Lists);
    }

    private static string Up(string folder) => File.Exists(Path.Combine(folder, "Terril.slnx")) ? folder : Up(Path.GetDirectoryName(folder)!);
}
