using Terril.Visits.Registering;

namespace Terril.Visits.Day;

/// <summary>Somebody was there: a named participant, unnamed people of a party, or a walk-in; for the whole visit, or at one stop.</summary>
public sealed class Attendance
{
    /// <summary>Made where it was noted, which may have been offline: received twice, it is one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SessionId { get; init; }

    /// <summary>Null for a walk-in.</summary>
    public Guid? RegistrationId { get; init; }

    /// <summary>Null for people of a party who were not named.</summary>
    public Guid? ParticipantId { get; init; }

    /// <summary>Null for the whole visit.</summary>
    public Guid? StopId { get; init; }

    /// <summary>How many people.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Of a walk-in, if they said it.</summary>
    public string Name { get; set; } = "";

    public string Organisation { get; set; } = "";

    public VisitorRole? Role { get; init; }

    public string? Territory { get; init; }

    /// <summary>When they were seen, by the clock of who noted it.</summary>
    public DateTimeOffset At { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public Guid? NotedBy { get; init; }

    /// <summary>It was noted by mistake.</summary>
    public DateTimeOffset? UndoneAt { get; set; }
}
