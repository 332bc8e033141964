using Terril.Shared.Calendar;

namespace Terril.Agenda.Reading;

/// <summary>An event as somebody else publishes it, whatever the format it was read from. All of its words are plain text.</summary>
/// <param name="Uid">What its source calls it, for ever; made from its content when the source does not say.</param>
/// <param name="Title">Empty when the source says none.</param>
public sealed record FeedEvent(string Uid, string Title)
{
    /// <summary>
    /// Which date of a repeated event this one replaces: that date in UTC, <c>20261021T090000Z</c>, or the day, <c>20261021</c>.
    /// Null for the event itself, whose <see cref="Slots"/> no longer hold the dates so replaced.
    /// </summary>
    public string? RecurrenceId { get; init; }

    /// <summary>One more at each change of time or place, where the source counts.</summary>
    public int Sequence { get; init; }

    public CalendarStatus Status { get; init; }

    /// <summary>Its dates in the window, in order; one at least.</summary>
    public IReadOnlyList<AgendaSlot> Slots { get; init; } = [];

    public string Description { get; init; } = "";

    public FeedPlace? Place { get; init; }

    /// <summary>Where it is followed from afar: http or https.</summary>
    public string? Online { get; init; }

    /// <summary>Its page: http or https.</summary>
    public string? Page { get; init; }

    /// <summary>A name, never an address of mail.</summary>
    public string Organiser { get; init; } = "";

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Of its words, when the source says: <c>fr</c>.</summary>
    public string? Language { get; init; }

    /// <summary>When its source last changed it, if it says so.</summary>
    public DateTimeOffset? Modified { get; init; }
}

/// <summary>A date of an event, in UTC. Of a whole day, the bounds are midnights of Paris.</summary>
/// <param name="EndsAt">The first instant when it is over; that of the beginning when the source tells no end.</param>
public sealed record AgendaSlot(DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>Null unless it lasts whole days.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The last day that it lasts, included.</summary>
    public DateOnly? LastDay { get; init; }

    public bool IsAllDay => FirstDay is not null;

    public static AgendaSlot Days(DateOnly first, DateOnly last) =>
        new(Midnight(first), Midnight(last.AddDays(1))) { FirstDay = first, LastDay = last };

    private static DateTimeOffset Midnight(DateOnly day) => Shared.Wording.Paris.Start(day).ToUniversalTime();
}

/// <param name="Name">Of the place, or the whole of what the source says of it.</param>
public sealed record FeedPlace(string Name, string Address = "")
{
    /// <summary>INSEE code of the commune, when the source says it.</summary>
    public string? Commune { get; init; }

    public (double Latitude, double Longitude)? Position { get; init; }
}
