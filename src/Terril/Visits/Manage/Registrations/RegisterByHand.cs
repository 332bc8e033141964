using Microsoft.EntityFrameworkCore;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Visits.Mails;
using Terril.Visits.Registering;

namespace Terril.Visits.Manage.Registrations;

/// <summary>
/// Registers somebody who telephoned, or the group that a visit is for: before registration opens and after it closes too, until the visit
/// begins. Places, waiting list and mails are the same as for everybody.
/// </summary>
public sealed class RegisterByHand(TerrilDb db, TimeProvider clock, SessionLock locks, GiveFreedPlaces give, VisitMails mails, KeepNeeds needs, AuditTrail trail)
{
    public async Task<RegistrationOutcome> Run(Guid id, Party party, CancellationToken stop)
    {
        await using var locked = await locks.Take(id, stop);
        var now = clock.GetUtcNow();
        if (locked?.Session is not { IsOn: true } session || now >= session.StartsAt) return new RegistrationOutcome.NotOpen();
        var heldBy = PersonAddress.Normal(party.Address);
        if (await db.Registrations.AnyAsync(r => r.SessionId == id && r.HeldBy == heldBy, stop)) return new RegistrationOutcome.AlreadyRegistered();

        var left = session.Left;
        if (party.Size > left && party.WhenShort == WhenShort.Ask) return new RegistrationOutcome.MustChoose(left);
        var registration = Seating.From(party, id, now, party.Size);
        var comes = party.Size <= left;
        if (comes) Seating.Confirm(session, registration, now);
        else Seating.Wait(session, registration);
        foreach (var place in session.Stops.Where(s => s.About.Capacity is not null && party.Stops.Contains(s.Id))) Seating.Ask(session, registration, place.Id);
        db.Registrations.Add(registration);
        await needs.Run(registration, party with { Page = VisitsDeskModule.Registrations }, "by staff", "said to a member of staff, who had these words to read", stop);
        db.Record(registration, comes ? TrailKind.Confirmed : TrailKind.Waits, TrailReason.ByStaff, now, comes ? null : session.Waiting, comes ? left : null);
        trail.Record("visits.registration.add", "registration", registration.Id.ToString());
        if (comes) await give.FillStops(session, TrailReason.PlacesLeft, now, registration.Id, stop);
        await (comes ? mails.Confirmed(session, registration, null, 0, null) : mails.Waits(session, registration, session.Waiting, null));
        await locked.Commit(stop);
        return comes ? new RegistrationOutcome.Registered(registration.Id, party.Size) : new RegistrationOutcome.OnWaitingList(registration.Id, party.Size, session.Waiting);
    }
}
