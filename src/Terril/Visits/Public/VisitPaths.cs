namespace Terril.Visits.Public;

/// <summary>The addresses of the room, written in one place.</summary>
public static class VisitPaths
{
    public const string Agenda = "/visites";

    /// <summary>The calendar of all sessions.</summary>
    public const string Feed = "/visites/agenda.ics";

    /// <summary>Names that no session may take: an address of the room bears them.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["agenda", "agenda.ics", "circuits", "inscription"];

    public static string Session(string slug) => $"{Agenda}/{slug}";

    public static string Calendar(string slug) => $"{Agenda}/{slug}.ics";

    public static string Circuit(string slug) => $"{Agenda}/circuits/{slug}";
}
