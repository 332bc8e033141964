namespace Terril.Shared.Calendar;

public enum CalendarStatus
{
    Confirmed,
    Tentative,
    Cancelled,
}

/// <summary>Something on a date, as a calendar keeps it.</summary>
/// <param name="Uid">The same for ever, whatever becomes of it: a key, <c>@</c>, and the name of the site.</param>
/// <param name="Sequence">One more at each change of time or place: a calendar that has a later one keeps it.</param>
/// <param name="StampedAt">When it was last changed.</param>
/// <param name="EndsAt">The first instant when it is over.</param>
public sealed record CalendarEvent(string Uid, int Sequence, DateTimeOffset StampedAt, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Summary)
{
    public CalendarStatus Status { get; init; }

    /// <summary>It lasts whole days: its bounds are midnights of Paris.</summary>
    public bool IsAllDay { get; init; }

    public string Description { get; init; } = "";

    public string Location { get; init; } = "";

    /// <summary>Its page.</summary>
    public string? Address { get; init; }

    public (double Latitude, double Longitude)? Position { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];
}
