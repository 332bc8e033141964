using Microsoft.EntityFrameworkCore;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Shared.Search;
using Terril.Visits.Mails;
using Terril.Visits.Registering;

namespace Terril.Visits.Manage.Registrations;

/// <summary>Whom a registration is for.</summary>
public sealed record RegistrationContact(string Name, string Address, string Organisation, VisitorRole Role, string? Territory);

/// <summary>
/// Corrects whom a registration is for: an address that mail could not reach, or somebody in the place of somebody else, which takes no
/// place. When the address is another, the links that were sent to the former one open nothing, and the new one is written to.
/// </summary>
public sealed class CorrectRegistration(TerrilDb db, SessionLock locks, VisitMails mails, AuditTrail trail)
{
    /// <returns>False when that address comes or waits already; nothing was changed.</returns>
    public async Task<bool> Run(Guid id, RegistrationContact contact, CancellationToken stop)
    {
        if (await locks.TakeOf(id, stop) is not var (locked, found)) return false;
        await using var _ = locked;
        var key = PersonAddress.Normal(contact.Address);
        var isOther = key != found.AddressKey;
        if (isOther && found.HeldBy is not null)
        {
            var heldBy = Seating.HeldBy(contact.Address, found.PartOf);
            if (await db.Registrations.AnyAsync(r => r.SessionId == found.SessionId && r.HeldBy == heldBy && r.Id != id, stop)) return false;
            found.HeldBy = heldBy;
        }
        (found.ContactName, found.Address, found.AddressKey, found.Organisation, found.Role, found.Territory) = (contact.Name, contact.Address, key, contact.Organisation, contact.Role, contact.Territory);
        found.Words = SearchText.Normalise($"{contact.Name} {contact.Organisation} {contact.Address} {string.Join(' ', found.Participants.OrderBy(p => p.Position).Select(p => p.Name))}");
        trail.Record(isOther ? "visits.registration.readdress" : "visits.registration.correct", "registration", id.ToString());
        if (isOther)
        {
            await db.RegistrationLinks.Where(l => l.RegistrationId == id).ExecuteDeleteAsync(stop);
            await Tell(locked.Session, found, stop);
        }
        await locked.Commit(stop);
        return true;
    }

    private async Task Tell(Visits.Sessions.VisitSession session, Registration found, CancellationToken stop)
    {
        if (!session.IsOn) return;
        await mails.TakeBack(found, stop);
        await (found.State switch
        {
            RegistrationState.Confirmed => mails.Confirmed(session, found, null, 0, null),
            RegistrationState.Offered => mails.Offered(session, found),
            RegistrationState.Waiting => mails.Waits(session, found, await db.RankOf(found, stop) ?? 0, null),
            _ => Task.CompletedTask,
        });
    }
}
