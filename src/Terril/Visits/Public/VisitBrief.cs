using Terril.Observatory;
using Terril.Shared.Cache;

namespace Terril.Visits.Public;

/// <summary>How a session stands for who reads of it: nothing of its places, which change with each registration.</summary>
public enum VisitStanding
{
    Planned,

    /// <summary>It takes place, another day than first said.</summary>
    Moved,

    Cancelled,
}

/// <summary>A session in one line.</summary>
/// <param name="Path">Its page.</param>
/// <param name="Circuit">Path of the circuit that it is a date of; null for a one-off.</param>
/// <param name="PreviousStartsAt">When it was to begin, before it was moved.</param>
/// <param name="HasReport">What was seen is told on its page.</param>
/// <param name="Themes">Keys of themes.</param>
/// <param name="Indicators">Ids of the indicators that it speaks to.</param>
/// <param name="Territories">Territories that it speaks to, <c>level:code</c>.</param>
/// <param name="Languages">In which it is led.</param>
public sealed record VisitBrief(
    string Path, string? Circuit, Text Title, Text Summary, string Place, VisitStanding Standing, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset? PreviousStartsAt,
    bool HasReport, IReadOnlyList<string> Themes, IReadOnlyList<string> Indicators, IReadOnlyList<string> Territories, IReadOnlyList<string> Languages)
{
    /// <summary>Its name in addresses.</summary>
    public string Slug => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>A circuit of the catalogue in one line.</summary>
public sealed record CircuitBrief(
    string Path, Text Title, Text Summary, string Place, IReadOnlyList<string> Themes, IReadOnlyList<string> Indicators, IReadOnlyList<string> Territories, IReadOnlyList<string> Languages)
{
    /// <summary>Its name in addresses.</summary>
    public string Slug => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>All that the room says at one moment. Nothing is said of drafts.</summary>
/// <param name="Edition">Another as soon as something else is said.</param>
/// <param name="ChangedAt">When something last was.</param>
public sealed record VisitsSaid(string Edition, DateTimeOffset ChangedAt, IReadOnlyList<VisitBrief> Sessions, IReadOnlyList<CircuitBrief> Circuits)
{
    public bool IsEmpty => Sessions.Count + Circuits.Count == 0;
}

/// <summary>The same, at an hour: what is to come, and what is over.</summary>
/// <param name="Until">When something of it will be over; what is said before is said until then.</param>
/// <param name="Coming">The next first; those that were cancelled are among them, until they would have been over.</param>
/// <param name="Past">The latest first; what was cancelled never was.</param>
public sealed record VisitsNow(VisitsSaid Said, DateTimeOffset Since, DateTimeOffset Until, IReadOnlyList<VisitBrief> Coming, IReadOnlyList<VisitBrief> Past) : ISaid
{
    public string Edition => Said.Edition;

    public static VisitsNow Of(VisitsSaid said, DateTimeOffset now)
    {
        var coming = said.Sessions.Where(s => s.EndsAt > now).OrderBy(s => s.StartsAt).ThenBy(s => s.Path, StringComparer.Ordinal).ToList();
        var over = said.Sessions.Where(s => s.EndsAt <= now).ToList();
        var since = over.Select(s => s.EndsAt).Append(said.ChangedAt).Max();
        return new(said, since, coming.Count == 0 ? DateTimeOffset.MaxValue : coming.Min(s => s.EndsAt), coming,
            [.. over.Where(s => s.Standing != VisitStanding.Cancelled).OrderByDescending(s => s.StartsAt).ThenBy(s => s.Path, StringComparer.Ordinal)]);
    }
}
