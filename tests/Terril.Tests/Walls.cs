using System.Text.RegularExpressions;

namespace Terril.Tests;

/// <summary>A source file: its path from <c>src/</c>, and its text without comments and quotations.</summary>
public sealed partial record SourceFile(string Path, string Text)
{
    public static SourceFile Of(string path, string text) => new(path, Silent().Replace(text, " "));

    /// <summary><c>Visits</c> for <c>Terril/Visits/Visit.cs</c>; empty for the hall, which knows every room.</summary>
    public string Room => Path.Split('/') is ["Terril", var room, _, ..] ? room : "";

    public bool IsPublic => Path.Contains("/Public/", StringComparison.Ordinal);

    public bool IsEngine => Path.StartsWith("Terril.Observatory/", StringComparison.Ordinal);

    public IEnumerable<string> Types => Declaration().Matches(Text).Select(m => m.Groups["name"].Value);

    public IEnumerable<string> Tables => Table().Matches(Text).Select(m => m.Groups["name"].Value);

    public IEnumerable<string> Words => Word().Matches(Text).Select(m => m.Value);

    public IEnumerable<string> Members => Member().Matches(Text).Select(m => m.Groups["name"].Value);

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|@\*.*?\*@|<!--.*?-->|"(?:\\.|[^"\\\n])*"(?!")""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Silent();

    [GeneratedRegex(@"\b(class|record struct|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\bDbSet<\w+>\s+(?<name>\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Table();

    [GeneratedRegex(@"\b[A-Z]\w*", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(db|Db)\.(?<name>\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Member();
}

/// <summary>Who may know whom. A breach is a sentence.</summary>
public static class Walls
{
    private static readonly string[] NotForTheEngine =
        ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions", "Microsoft.Data", "Npgsql", "System.Net", "TimeProvider.System", ".UtcNow", "DateTime.Now", "DateTimeOffset.Now"];

    private const string Imports = "_ViewImports.cshtml";

    // The one file of the engine that receives from an address.
    private const string TheWindow = "Terril.Observatory/Sources/Fetch.cs";

    /// <summary>The engine knows no web, no database, no clock of its own.</summary>
    public static IEnumerable<string> AroundTheEngine(IEnumerable<SourceFile> sources) =>
        from file in sources
        where file.IsEngine
        from name in NotForTheEngine
        where file.Path != TheWindow || name != "System.Net"
        where file.Text.Contains(name, StringComparison.Ordinal)
        select $"{file.Path} knows {name}";

    /// <summary>A room uses itself, Shared and another room's Public; Shared uses no room.</summary>
    public static IEnumerable<string> BetweenRooms(IReadOnlyList<SourceFile> sources)
    {
        var owners = PrivateTypes(sources);
        var imports = sources.Where(file => file.Path.EndsWith(Imports, StringComparison.Ordinal)).ToList();
        return
            from file in sources
            where file.Room.Length > 0
            let said = string.Concat(imports.Where(i => file.Path.StartsWith(i.Path[..^Imports.Length], StringComparison.Ordinal)).Select(i => i.Text)) + file.Text
            from name in file.Words.Distinct(StringComparer.Ordinal)
            where owners.TryGetValue(name, out var owner) && owner != file.Room && IsOpenTo(owner, said)
            select $"{file.Path} knows {name} of room {owners[name]}";
    }

    /// <summary>A room touches only its own tables. Each folder of Shared counts as a room.</summary>
    public static IEnumerable<string> AroundTables(IReadOnlyList<SourceFile> sources)
    {
        var owners = sources.SelectMany(file => file.Tables.Select(table => (table, Owner: TableOwner(file)))).ToDictionary(t => t.table, t => t.Owner, StringComparer.Ordinal);
        return
            from file in sources
            from name in file.Members.Distinct(StringComparer.Ordinal)
            where owners.TryGetValue(name, out var owner) && owner != TableOwner(file)
            select $"{file.Path} touches table {name} of {owners[name]}";
    }

    // A property may bear the name of another room's type: to be that type, its namespace must be opened or said.
    private static bool IsOpenTo(string room, string text) => Regex.IsMatch(text, $@"\bTerril\.{room}\s*(;|$)|(\bTerril\.|(?<![\w.])){room}\.(?!Public\b)[A-Z]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    // A name that two places bear tells nothing; Shared and Public are open to all.
    private static Dictionary<string, string> PrivateTypes(IEnumerable<SourceFile> sources) => sources
        .SelectMany(file => file.Types.Select(type => (type, Room: file.Room is "Shared" || file.IsPublic || file.IsEngine ? "" : file.Room)))
        .GroupBy(t => t.type, t => t.Room, StringComparer.Ordinal)
        .Where(type => type.Distinct(StringComparer.Ordinal).Count() == 1 && type.First().Length > 0)
        .ToDictionary(type => type.Key, type => type.First(), StringComparer.Ordinal);

    private static string TableOwner(SourceFile file) =>
        file.Room == "Shared" ? string.Join('/', file.Path.Split('/').Take(3)) : file.Room;
}
