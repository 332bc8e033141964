using Terril.Shared.PersonalData;
using Terril.Shared.Search;
using Terril.Visits.Sessions;

namespace Terril.Visits.Registering;

/// <summary>What the counters of a locked session become when a registration takes places, gives them back, or begins to wait.</summary>
internal static class Seating
{
    private static readonly TimeSpan s_toAnswer = TimeSpan.FromHours(48);
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(30);

    public static Registration From(Party party, Guid session, DateTimeOffset now, int size, Guid? partOf = null)
    {
        var registration = new Registration
        {
            SessionId = session, PartOf = partOf, ContactName = party.ContactName.Trim(), Address = party.Address.Trim(), AddressKey = PersonAddress.Normal(party.Address),
            HeldBy = HeldBy(party.Address, partOf), Language = party.Language, Organisation = party.Organisation.Trim(), Role = party.Role, Territory = party.Territory,
            Size = size, AskedAt = now, By = party.By, Words = SearchText.Normalise($"{party.ContactName} {party.Organisation} {party.Address} {string.Join(' ', party.Names)}"),
        };
        Name(registration, party.Names);
        return registration;
    }

    public static string HeldBy(string address, Guid? partOf) => PersonAddress.Normal(address) + (partOf is null ? "" : " +");

    /// <summary>Writes the names in the place of those that were: somebody for somebody else takes no place.</summary>
    public static void Name(Registration registration, IReadOnlyList<string> names)
    {
        registration.Participants.RemoveAll(p => p.Position > names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            if (registration.Participants.Find(p => p.Position == i + 1) is { } named) named.Name = names[i];
            else registration.Participants.Add(new() { RegistrationId = registration.Id, Position = i + 1, Name = names[i] });
        }
    }

    public static void Confirm(VisitSession session, Registration registration, DateTimeOffset now)
    {
        (registration.State, registration.ConfirmedAt) = (RegistrationState.Confirmed, now);
        session.Taken += registration.Size;
    }

    public static void Wait(VisitSession session, Registration registration)
    {
        (registration.State, registration.Turn) = (RegistrationState.Waiting, ++session.LastTurn);
        session.Waiting++;
    }

    /// <summary>Holds places for a party that waited, until it answers.</summary>
    public static void Offer(VisitSession session, Registration registration, DateTimeOffset now)
    {
        (registration.State, registration.OfferedAt, registration.OfferEndsAt) = (RegistrationState.Offered, now, EndOfOffer(now, session.StartsAt));
        session.Waiting--;
        session.Taken += registration.Size;
    }

    /// <summary>The time to answer begins again: they had not been told.</summary>
    public static void OfferAgain(VisitSession session, Registration registration, DateTimeOffset now) => registration.OfferEndsAt = EndOfOffer(now, session.StartsAt);

    public static void Accept(Registration registration, DateTimeOffset now) =>
        (registration.State, registration.ConfirmedAt, registration.OfferEndsAt, registration.Turn) = (RegistrationState.Confirmed, now, null, null);

    /// <summary>It holds and waits no more; what it had is free.</summary>
    public static void End(VisitSession session, Registration registration, RegistrationState state, DateTimeOffset now)
    {
        if (registration.Holds) session.Taken -= registration.Size;
        if (registration.State == RegistrationState.Waiting) session.Waiting--;
        foreach (var there in registration.Stops) Leave(session, registration, there);
        (registration.State, registration.EndedAt, registration.HeldBy, registration.OfferEndsAt, registration.Turn) = (state, now, null, null, null);
    }

    public static void Ask(VisitSession session, Registration registration, Guid stop) =>
        registration.Stops.Add(new() { RegistrationId = registration.Id, StopId = stop, Turn = ++session.LastTurn });

    public static void Leave(VisitSession session, Registration registration, RegistrationStop there)
    {
        if (there.IsIn && session.Stops.Find(s => s.Id == there.StopId) is { } stop) stop.Taken -= registration.Size;
        there.IsIn = false;
    }

    /// <summary>Other people of the party, with those it already has; what it holds, at the visit and at its stops, follows.</summary>
    public static void Resize(VisitSession session, Registration registration, int size)
    {
        var more = size - registration.Size;
        if (registration.Holds) session.Taken += more;
        foreach (var there in registration.Stops.Where(s => s.IsIn))
            if (session.Stops.Find(s => s.Id == there.StopId) is { } stop) stop.Taken += more;
        registration.Size = size;
    }

    /// <summary>People who are there without a registration take places, of the visit or of a stop; a number below zero gives them back.</summary>
    public static void WalkIn(VisitSession session, Guid? place, int number)
    {
        if (place is null) session.Taken += number;
        else if (session.Stops.Find(s => s.Id == place) is { About.Capacity: not null } stop) stop.Taken += number;
    }

    /// <summary>Two days to answer; half of the time that is left when the visit is near, and never after it begins.</summary>
    public static DateTimeOffset EndOfOffer(DateTimeOffset now, DateTimeOffset startsAt)
    {
        var half = (startsAt - now) / 2;
        var time = half < s_toAnswer ? half < s_shortest ? s_shortest : half : s_toAnswer;
        return now + time < startsAt ? now + time : startsAt;
    }
}
