using System.Xml.Linq;
using Terril.Tests.Harness;

namespace Terril.Tests;

public sealed class WallsTests
{
    private static readonly string[] EnginePackages = ["YamlDotNet", "ExcelDataReader"];

    private static readonly IReadOnlyList<SourceFile> Sources = Read();

    [Fact]
    public void The_engine_knows_no_web_no_database_and_no_clock() => Assert.Empty(Walls.AroundTheEngine(Sources));

    [Fact]
    public void The_engine_asks_for_few_packages()
    {
        var project = XDocument.Load(Checkout.File("src/Terril.Observatory/Terril.Observatory.csproj"));
        Assert.Equal("Microsoft.NET.Sdk", project.Root!.Attribute("Sdk")!.Value);
        Assert.Equal(EnginePackages, project.Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value));
        Assert.Empty(project.Descendants("ProjectReference").Concat(project.Descendants("FrameworkReference")));
    }

    [Fact]
    public void A_room_knows_itself_Shared_and_what_another_makes_public() => Assert.Empty(Walls.BetweenRooms(Sources));

    [Fact]
    public void A_room_touches_only_its_own_tables() => Assert.Empty(Walls.AroundTables(Sources));

    [Fact]
    public void Tables_are_declared_where_one_looks_for_them() =>
        Assert.All(Sources.Where(file => file.Tables.Any()), file => Assert.EndsWith("Tables.cs", file.Path, StringComparison.Ordinal));

    [Theory]
    [InlineData("using Terril.Visits; class Sheet { Visit visit; }", "Terril/Observatory/Sheet.cs knows Visit of room Visits")]
    [InlineData("class Sheet { Visits.Visit visit; }", "Terril/Observatory/Sheet.cs knows Visit of room Visits")]
    [InlineData("using Terril.Visits.Public; class Sheet { string Visit; }", null)]
    [InlineData("class Sheet { VisitsNear visits; /* Visit */ } // Visit", null)]
    [InlineData("class Sheet { string visit = \"Visit\"; }", null)]
    public void A_breach_between_rooms_is_seen(string sheet, string? breach) => Seen(breach, Walls.BetweenRooms(
    [
        SourceFile.Of("Terril/Visits/Visit.cs", "sealed class Visit;"),
        SourceFile.Of("Terril/Visits/Public/VisitsNear.cs", "public sealed record VisitsNear;"),
        SourceFile.Of("Terril/Program.cs", "Visit.Map();"),
        SourceFile.Of("Terril/Observatory/Sheet.cs", sheet),
    ]));

    [Fact]
    public void Shared_that_knows_a_room_is_seen() => Seen("Terril/Shared/Ui/Card.cs knows Visit of room Visits", Walls.BetweenRooms(
        [SourceFile.Of("Terril/Visits/Visit.cs", "class Visit;"), SourceFile.Of("Terril/Shared/Ui/Card.cs", "using Terril.Visits.Catalogue; class Card { Visit visit; }")]));

    [Theory]
    [InlineData("Terril/Visits/Visit.cs", null)]
    [InlineData("Terril/Observatory/Sheet.cs", "Terril/Observatory/Sheet.cs touches table Seats of Visits")]
    [InlineData("Terril/Shared/Search/Index.cs", "Terril/Shared/Search/Index.cs touches table Seats of Visits")]
    public void A_table_touched_from_elsewhere_is_seen(string path, string? breach) => Seen(breach, Walls.AroundTables(
        [SourceFile.Of("Terril/Visits/VisitsTables.cs", "DbSet<Seat> Seats => Set<Seat>();"), SourceFile.Of(path, "db.Seats.Count()")]));

    [Fact]
    public void An_engine_that_tells_the_time_is_seen() => Seen("Terril.Observatory/Clock.cs knows .UtcNow", Walls.AroundTheEngine(
        [SourceFile.Of("Terril.Observatory/Clock.cs", "var now = DateTimeOffset.UtcNow;")]));

    private static void Seen(string? breach, IEnumerable<string> breaches) => Assert.Equal(breach is null ? [] : [breach], breaches);

    private static List<SourceFile> Read()
    {
        var root = Checkout.File("src");
        return
        [
            .. Directory.EnumerateFiles(root, "*.cs*", SearchOption.AllDirectories)
                .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".cshtml", StringComparison.Ordinal))
                .Select(path => (Full: path, Short: Path.GetRelativePath(root, path).Replace('\\', '/')))
                .Where(path => !path.Short.Contains("/obj/", StringComparison.Ordinal) && !path.Short.Contains("/bin/", StringComparison.Ordinal))
                .Select(path => SourceFile.Of(path.Short, File.ReadAllText(path.Full))),
        ];
    }
}
