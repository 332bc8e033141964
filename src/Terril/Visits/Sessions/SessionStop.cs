using Terril.Visits.Catalogue;

namespace Terril.Visits.Sessions;

/// <summary>A stop of a session: its own copy, with its hour and its places.</summary>
public sealed class SessionStop
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid SessionId { get; init; }

    /// <summary>From 1, in the order of the visit.</summary>
    public int Position { get; set; }

    public StopAbout About { get; set; } = new();

    public DateTimeOffset StartsAt { get; set; }

    /// <summary>The hour was written by a person: it is computed no more.</summary>
    public bool IsTimeSet { get; set; }

    /// <summary>Places of those who hold one of the session and come to this stop, and of who was let in there at the door; counted where the stop has a capacity of its own.</summary>
    public int Taken { get; internal set; }

    public int Free => About.Capacity is { } capacity ? Math.Max(0, capacity - Taken) : int.MaxValue;
}
