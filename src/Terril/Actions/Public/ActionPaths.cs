namespace Terril.Actions.Public;

/// <summary>The addresses of the room, written in one place.</summary>
public static class ActionPaths
{
    public const string Census = "/actions";

    public const string Table = "/actions.csv";

    public const string Points = "/actions.geojson";

    /// <summary>What the map of the page is drawn from.</summary>
    public const string MapData = "/actions/carte.json";

    /// <summary>The areas of what the map shows.</summary>
    public const string Areas = "/actions/perimetres.json";

    public const string Propose = "/actions/proposer";

    /// <summary>Names that no sheet may take.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["proposer", "encore-vraie"];

    public static string Sheet(string slug) => $"{Census}/{slug}";
}
