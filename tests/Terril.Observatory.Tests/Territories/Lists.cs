using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Territories;

/// <summary>The official lists, compiled once for all the tests.</summary>
internal static class Lists
{
    private static readonly Lazy<OfficialLists> Once = new(Compiled);

    public static OfficialLists Official => Once.Value;

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "official-lists");

    /// <summary>The folder node_modules of the checkout.</summary>
    public static string Packages => Path.Combine(Checkout(), "node_modules");

    private static OfficialLists Compiled()
    {
        OfficialLists.Compile(Packages, Folder);
        return OfficialLists.Open(Folder);
    }

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "package-lock.json"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
