using Terril.Observatory.Releases;

namespace Terril.Bench.National;

/// <summary>What the national measures share: the folder, the site around the national file, the peers that are here, and our program.</summary>
internal sealed class Country : IDisposable
{
    public const int Times = 3;

    /// <summary>Where the release of the national file is.</summary>
    public const string Store = "national-store";

    private readonly Lazy<PostgreSql?> _postgreSql = new(PostgreSql.Start);

    public Country()
    {
        Consumption = new Consumption(Ground.Lists);
        Site = Around(Consumption);
        DuckDb = DuckDb.In(Folder);
        Csv = Site.DataOf(NationalFile.Whole.Name);
    }

    /// <summary>Never committed; the national file stays there for the next run.</summary>
    public static string Folder { get; } = Path.Combine(Ground.Root, "artifacts", "bench");

    public Consumption Consumption { get; }

    /// <summary>Our whole builds of the national file, each into an empty store; the last one stays.</summary>
    public Runs Built => field ??= Runs.Of(Times, () => Build(Site, Store));

    public NationalSite Site { get; }

    public string Csv { get; }

    public DuckDb? DuckDb { get; }

    /// <summary>Started when it is first asked for.</summary>
    public PostgreSql? PostgreSql => _postgreSql.Value;

    /// <summary>Those that are here.</summary>
    public IEnumerable<Peer> Peers => new Peer?[] { DuckDb, PostgreSql }.OfType<Peer>();

    public Given Given => new(Csv, PathOf("membership.csv"), PathOf("population.csv"));

    public void Dispose()
    {
        if (_postgreSql.IsValueCreated) PostgreSql?.Dispose();
    }

    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Runs our command line, the one that ships.</summary>
    public static Ran Terril(params string[] arguments) => Ran.Of(Path.Combine(Ground.Root, "artifacts", "terril", "terril"), isBuild: true, arguments);

    /// <summary>Builds a site into a store.</summary>
    public static Ran Build(NationalSite site, string store, bool empty = true)
    {
        if (empty) Forget(store);
        return Terril("observatory", "build", "--site", site.Folder, "--out", PathOf(store), "--json");
    }

    /// <summary>The site around the national file, both written if they are not there.</summary>
    public static NationalSite Around(Consumption consumption) => new NationalSite(PathOf("national"), consumption).Of(NationalFile.Whole);

    public static Release ReleaseIn(string store) => new ReleaseStore(PathOf(store), Ground.Lists).Current!;

    public static void Forget(string name)
    {
        if (Directory.Exists(PathOf(name))) Directory.Delete(PathOf(name), recursive: true);
    }
}
