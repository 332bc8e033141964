using System.Security.Cryptography;
using System.Text;
using Terril.Observatory;
using Terril.Visits.Registering;

namespace Terril.Visits.Day;

public enum DoorMarkKind
{
    /// <summary>Somebody who registered is there.</summary>
    Here,

    /// <summary>Somebody who did not register is there, and is let in.</summary>
    WalkIn,

    /// <summary>Another mark was a mistake.</summary>
    Undo,
}

/// <summary>What was noted at the door, perhaps without a line. Its key is made where it is noted: received twice, it counts once.</summary>
/// <param name="At">By the clock of who noted it.</param>
public sealed record DoorMark(Guid Id, DoorMarkKind Kind, DateTimeOffset At)
{
    public Guid? Registration { get; init; }

    /// <summary>Null for people of a party who were not named.</summary>
    public Guid? Participant { get; init; }

    /// <summary>The stop; null for the whole visit.</summary>
    public Guid? Place { get; init; }

    public int Number { get; init; } = 1;

    public string Name { get; init; } = "";

    public string Organisation { get; init; } = "";

    public VisitorRole? Role { get; init; }

    public string? Territory { get; init; }

    /// <summary>The mark that was a mistake.</summary>
    public Guid? Undoes { get; init; }

    /// <summary>A key made of that of a form and of what it is about: a form sent twice makes the same marks.</summary>
    public static Guid KeyOf(Guid form, Guid? about) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{form:n} {about:n}")).AsSpan(0, 16));
}

/// <summary>A mark that could not be kept, and why: whoever noted it decides.</summary>
public sealed record RefusedMark(Guid Id, Text Why);

/// <summary>What came of marks: each is in one of the two.</summary>
public sealed record MarksKept(IReadOnlyList<Guid> Kept, IReadOnlyList<RefusedMark> Refused);
