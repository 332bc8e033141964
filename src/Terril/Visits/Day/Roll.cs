using Terril.Observatory;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Day;

/// <summary>Somebody of a party who was named, and the marks that say they are there: two telephones may have noted one person.</summary>
public sealed record PersonAtDoor(Guid Participant, string Name, IReadOnlyList<Attendance> Marks)
{
    public bool IsHere => Marks.Count > 0;
}

/// <summary>A party that is expected, and how many of it are there.</summary>
/// <param name="Others">Those who were not named.</param>
/// <param name="OtherMarks">The marks about them.</param>
public sealed record PartyAtDoor(Registration Registration, IReadOnlyList<PersonAtDoor> People, int Others, IReadOnlyList<Attendance> OtherMarks)
{
    /// <summary>Who to call: the one person of a party of one, else the contact.</summary>
    public string Name => Registration.Size == 1 && People.Count == 1 ? People[0].Name : Registration.ContactName;

    public int OthersNoted => OtherMarks.Sum(m => m.Number);

    /// <summary>Never more than there are; what was noted beyond is a disagreement.</summary>
    public int OthersHere => Math.Min(Others, Here - People.Count(p => p.IsHere));

    public int Here => Arrivals.Of(Registration.Size, [.. People.Select(p => p.Participant)], People.SelectMany(p => p.Marks).Concat(OtherMarks).Select(m => new Sighting(m.ParticipantId, m.StopId, m.Number)));

    public int Awaited => Registration.Size - Here;

    public bool IsWhole => Awaited == 0;
}

/// <summary>What telephones, or the list and the door, do not say alike. Nothing is decided for those who were there.</summary>
/// <param name="Registration">The party it is about.</param>
public sealed record Disagreement(Text What, Guid? Registration);

/// <summary>Numbers that add up: expected = here + missing; on site = here + walk-ins.</summary>
/// <param name="Left">How many walk-ins may still come.</param>
public sealed record RollCount(int Expected, int Here, int WalkIns, int Capacity, int Left)
{
    public int Awaited => Expected - Here;

    public int OnSite => Here + WalkIns;
}

/// <summary>Who is expected on the day and who is there, for the whole visit or at one of its stops.</summary>
/// <param name="Place">The stop; null for the whole visit.</param>
/// <param name="WalkIns">Those who are there without a registration, or with one that was cancelled meanwhile.</param>
public sealed record Roll(VisitSession Session, SessionStop? Place, IReadOnlyList<PartyAtDoor> Parties, IReadOnlyList<Attendance> WalkIns, RollCount Count, IReadOnlyList<Disagreement> Disagreements)
{
    /// <summary>Marks are kept from the day before to two weeks after: a telephone that was forgotten in a bag still gives what it has.</summary>
    public bool IsOpenAt(DateTimeOffset now) => Session.State is not (SessionState.Draft or SessionState.Cancelled) && now >= OpensAt && now <= Session.EndsAt.AddDays(14);

    public DateTimeOffset OpensAt => Shared.Wording.Paris.Start(Shared.Wording.Paris.Day(Session.StartsAt).AddDays(-1));
}
