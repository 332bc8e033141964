namespace Terril.Agenda.Public;

/// <summary>Where things of the room are.</summary>
public static class AgendaPaths
{
    public const string Agenda = "/agenda";
    public const string Calendar = "/agenda.ics";
    public const string News = "/agenda.rss";

    /// <summary>The list, for a frame in somebody's page.</summary>
    public const string Frame = Agenda + "/cadre";

    public const string Propose = Agenda + "/proposer";

    /// <summary>Names that no event may take: an address of the room bears them.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["cadre", "proposer"];

    public static string Event(string slug) => $"{Agenda}/{slug}";

    public static string EventCalendar(string slug) => $"{Agenda}/{slug}.ics";
}
