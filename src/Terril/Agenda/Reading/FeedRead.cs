using Terril.Observatory;

namespace Terril.Agenda.Reading;

public enum FeedFormat
{
    Unknown,
    Calendar,
    OpenAgenda,
    News,
}

/// <summary>What is asked of a feed: dates that touch <c>[From, To[</c>, and no more than so many.</summary>
public sealed record FeedWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Dates kept of one event.</summary>
    public int MostOccurrences { get; init; } = 400;

    public int MostEvents { get; init; } = 5000;

    public int MostBytes { get; init; } = 5_000_000;

    internal bool Holds(AgendaSlot slot) => slot.StartsAt < To && (slot.EndsAt > From || slot.StartsAt >= From);
}

/// <summary>What was read of a feed, and what was not.</summary>
/// <param name="Events">No two of the same <see cref="FeedEvent.Uid"/> and <see cref="FeedEvent.RecurrenceId"/>.</param>
/// <param name="Findings">
/// Each thing that was not read as it is written, with its line or its path: a note when it was read all the same, a warning when it was
/// left out, a stop when nothing of the feed is readable.
/// </param>
public sealed record FeedRead(FeedFormat Format, IReadOnlyList<FeedEvent> Events, IReadOnlyList<Finding> Findings)
{
    /// <summary>What the feed calls itself.</summary>
    public string Name { get; init; } = "";

    /// <summary>Findings beyond those that are kept.</summary>
    public int MoreFindings { get; init; }

    /// <summary>Events with no date in the window.</summary>
    public int OutsideWindow { get; init; }

    /// <summary>Which they are: read, and without a date in the window.</summary>
    public IReadOnlySet<(string Uid, string Recurrence)> Undated { get; init; } = new HashSet<(string, string)>();

    /// <summary>All that the feed names, in the window or not, readable or not: what is in it has not disappeared.</summary>
    public IReadOnlySet<string> Uids { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>False when some of it may be missing (cut, too long, unreadable): nothing may then be held to have disappeared.</summary>
    public bool IsWhole { get; init; } = true;

    public bool IsReadable => Findings.All(f => f.Severity != Severity.Stop);
}
