
namespace Terril.Observatory.Recipes;

/// <summary>The text files of a site folder: all that describes an observatory, without its data.</summary>
/// <remarks>Read once into memory, so that a release can be rebuilt from the copy it keeps.</remarks>
public sealed class SiteFolder
{
    private static readonly string[] Rooms = ["indicators", "sources", "targets", "breakdowns"];

    /// <summary>The recipes: path with <c>/</c>, relative to the folder, and bytes; sorted by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>The folder on disk; none when the recipes come from a release.</summary>
    public string? Root { get; }

    /// <summary>Recipes kept by a release.</summary>
    public SiteFolder(IReadOnlyDictionary<string, byte[]> files) => Files = new SortedList<string, byte[]>(files.ToDictionary(), StringComparer.Ordinal);

    private SiteFolder(string root, IReadOnlyDictionary<string, byte[]> files) : this(files) => Root = root;

    /// <summary>Takes the recipes of a folder.</summary>
    /// <exception cref="FaultyInputException">There is no <c>site.yaml</c> there.</exception>
    public static SiteFolder Open(string folder)
    {
        var root = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(root, "site.yaml")))
            throw new FaultyInputException("no-site", new Place(folder), "il n’y a pas de site.yaml dans ce dossier ; donner le dossier d’un observatoire", "there is no site.yaml in this folder; give the folder of an observatory");
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in new[] { "site.yaml", "themes.yaml", "tiles.csv" })
            if (File.Exists(Path.Combine(root, name))) files[name] = Bytes(root, name);
        foreach (var room in Rooms) Take(root, room, ["*.yaml", "*.yml"], files);
        Take(root, "territories", ["*.csv"], files);
        return new SiteFolder(root, files);
    }

    /// <summary>Path on disk of a file a recipe names.</summary>
    /// <exception cref="FaultyInputException">It leaves the folder, or is not there.</exception>
    public string Locate(string path, Place place)
    {
        var root = Path.GetFullPath(Root ?? throw new InvalidOperationException("Recipes of a release have no folder."));
        var full = Path.GetFullPath(Path.Combine(root, path));
        if (Path.IsPathRooted(path) || !Inside(root, full) || !Inside(Real(root), Real(full))) throw Outside(path, place);
        if (!File.Exists(full))
            throw new FaultyInputException("no-file", place, $"le fichier « {path} » n’existe pas ; le déposer ou corriger le chemin", $"file “{path}” does not exist; put it there or mend the path");
        return full;
    }

    /// <summary>Reads every recipe.</summary>
    /// <exception cref="FaultyInputException">With every fault found, each with its file, line and column.</exception>
    public Site Read()
    {
        var findings = new List<Finding>();
        var site = new SiteReader(this, findings).Read();
        return findings.Exists(f => f.Severity == Severity.Stop) ? throw new FaultyInputException(findings) : site;
    }

    private static void Take(string root, string room, string[] patterns, Dictionary<string, byte[]> files)
    {
        var folder = Path.Combine(root, room);
        if (!Directory.Exists(folder)) return;
        foreach (var file in patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)))
            files[$"{room}/{Path.GetFileName(file)}"] = Bytes(root, $"{room}/{Path.GetFileName(file)}");
    }

    private static byte[] Bytes(string root, string name) =>
        Inside(Real(root), Real(Path.Combine(root, name))) ? File.ReadAllBytes(Path.Combine(root, name)) : throw Outside(name, new Place(name));

    private static FaultyInputException Outside(string path, Place place) =>
        new("outside-site", place, $"« {path} » sort du dossier du site ; y placer une copie du fichier", $"“{path}” leaves the site folder; put a copy of the file inside");

    // Every folder on the way may be a link: only what they lead to tells where a file is.
    private static string Real(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            FileSystemInfo found = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            real = found.LinkTarget is null ? next : Real(found.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }
        return real;
    }

    private static bool Inside(string root, string path) => path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
