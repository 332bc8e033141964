using Terril.Visits.Registering;

namespace Terril.Visits.Day;

/// <summary>Who of a party is there, as it is ticked.</summary>
public sealed class DoorForm
{
    /// <summary>Made with the form: sent twice, it notes once.</summary>
    public Guid Key { get; set; }

    public Guid Registration { get; set; }

    /// <summary>Those who were named.</summary>
    public Guid[] Here { get; set; } = [];

    /// <summary>How many of the others.</summary>
    public int? Others { get; set; }

    /// <summary>All those who are missing.</summary>
    public bool All { get; set; }

    public IEnumerable<DoorMark> Marks(PartyAtDoor party, Guid? place, DateTimeOffset now)
    {
        foreach (var person in party.People.Where(p => !p.IsHere && (All || Here.Contains(p.Participant))))
            yield return new(DoorMark.KeyOf(Key, person.Participant), DoorMarkKind.Here, now) { Registration = party.Registration.Id, Participant = person.Participant, Place = place };
        if ((All ? party.Others - party.OthersHere : Others) is { } others and not 0)
            yield return new(DoorMark.KeyOf(Key, null), DoorMarkKind.Here, now) { Registration = party.Registration.Id, Number = others, Place = place };
    }
}

/// <summary>Somebody who comes without having registered.</summary>
public sealed class WalkInForm
{
    public Guid Key { get; set; }

    public int Number { get; set; } = 1;

    public string? Name { get; set; }

    public string? Organisation { get; set; }

    public VisitorRole? Role { get; set; }

    public string? Territory { get; set; }

    public DoorMark Mark(Guid? place, DateTimeOffset now) => new(DoorMark.KeyOf(Key, null), DoorMarkKind.WalkIn, now)
    {
        Number = Number, Name = Name ?? "", Organisation = Organisation ?? "", Role = Role, Territory = string.IsNullOrEmpty(Territory) ? null : Territory, Place = place,
    };
}
