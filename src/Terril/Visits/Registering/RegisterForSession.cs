using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Public;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Visits.Mails;
using Terril.Visits.Sessions;

namespace Terril.Visits.Registering;

/// <summary>
/// Takes places for a party, or puts it on the waiting list: with its mail, or not at all. Most who come find places: what is written for
/// them is made before anything is locked, and one guarded statement takes the places or says that they are gone. The others go one
/// after the other, under the lock of the session.
/// </summary>
public sealed class RegisterForSession
{
    private readonly TerrilDb _db;
    private readonly TimeProvider _clock;
    private readonly VisitMails _mails;
    private readonly Consents _consents;
    private readonly KeepNeeds _needs;
    private readonly SessionLock _lock;
    private readonly GiveFreedPlaces _give;
    private readonly PlacesGuard _guard;

    internal RegisterForSession(TerrilDb db, TimeProvider clock, VisitMails mails, Consents consents, KeepNeeds needs, SessionLock locks, GiveFreedPlaces give, PlacesGuard guard) =>
        (_db, _clock, _mails, _consents, _needs, _lock, _give, _guard) = (db, clock, mails, consents, needs, locks, give, guard);

    /// <param name="seen">The session as it was read a moment ago, with its stops: what is decided here does not rest on it.</param>
    public async Task<RegistrationOutcome> Run(VisitSession seen, Party party, CancellationToken stop)
    {
        if (!seen.TakesRegistrations(_clock.GetUtcNow())) return new RegistrationOutcome.NotOpen();
        if (await Known(seen.Id, party, stop) is { } known)
        {
            // Who is known is asked to choose as anybody is: the page would tell them apart.
            return party.WhenShort == WhenShort.Ask && seen.Left > 0 && party.Size > seen.Left ? new RegistrationOutcome.MustChoose(seen.Left) : await Again(seen, known, stop);
        }
        try
        {
            return await AtOnce(seen, party, stop) ?? await InTurn(seen.Id, party, stop);
        }
        catch (DbUpdateException) when (_db.Database.CurrentTransaction is null)
        {
            // Of two at one instant with one address, the index lets one in. Any other fault is thrown again by what follows.
            _db.ChangeTracker.Clear();
            if (await Known(seen.Id, party, stop) is not { } other) throw;
            return await Again(seen, other, stop);
        }
    }

    // Null when there is more to decide than whether the places are there.
    private async Task<RegistrationOutcome?> AtOnce(VisitSession seen, Party party, CancellationToken stop)
    {
        if (party.Stops.Count > 0 || party.Size > seen.Left) return null;
        var now = _clock.GetUtcNow();
        var registration = Seating.From(party, seen.Id, now, party.Size);
        (registration.State, registration.ConfirmedAt) = (RegistrationState.Confirmed, now);
        _db.Registrations.Add(registration);
        _db.Record(registration, TrailKind.Confirmed, TrailReason.PlacesLeft, now);
        await _mails.Confirmed(seen, registration, null, 0, await Beside(registration, party, stop));

        await using (var transaction = await WriteInLine.Begin(_db, seen.Id, stop))
        {
            if (await TakePlaces(seen, party.Size, now, stop) == 1)
            {
                await _db.SaveChangesAsync(stop);
                await transaction.Commit(stop);
                return new RegistrationOutcome.Registered(registration.Id, party.Size);
            }
        }
        _db.ChangeTracker.Clear();
        return null;
    }

    // The guard: the row is locked and looked at by the same statement. It has not changed since the mail was written.
    private Task<int> TakePlaces(VisitSession seen, int size, DateTimeOffset now, CancellationToken stop)
    {
        var row = _db.VisitSessions.Where(s => s.Id == seen.Id);
        if (_guard.IsOn)
            row = row.Where(s => s.State == seen.State && s.Sequence == seen.Sequence && s.StartsAt > now && s.Taken + size <= s.Capacity && (s.Waiting == 0 || s.Rule == WaitingRule.BestFit));
        return row.ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken + size), stop);
    }

    private async Task<RegistrationOutcome> InTurn(Guid id, Party party, CancellationToken stop)
    {
        await using var locked = await _lock.Take(id, stop);
        if (locked?.Session is not { } session || !session.TakesRegistrations(_clock.GetUtcNow())) return new RegistrationOutcome.NotOpen();

        var left = await Left(session, stop);
        if (party.Size > left && left > 0 && party.WhenShort == WhenShort.Ask) return new RegistrationOutcome.MustChoose(left);
        var comes = party.Size <= left ? party.Size : party.WhenShort is WhenShort.Split or WhenShort.ComeFewer ? left : 0;
        var waits = comes == party.Size || (comes > 0 && party.WhenShort == WhenShort.ComeFewer) ? 0 : party.Size - comes;

        var outcome = comes > 0 ? await Come(session, party, comes, waits, stop) : await Wait(session, party, stop);
        await locked.Commit(stop);
        return outcome;
    }

    // Those who are larger than the whole visit are waited for by nobody.
    private async Task<int> Left(VisitSession session, CancellationToken stop) => session.Left < session.Free
        && !await _db.Registrations.AnyAsync(r => r.SessionId == session.Id && r.State == RegistrationState.Waiting && r.Size <= session.Capacity, stop) ? session.Free : session.Left;

    private async Task<RegistrationOutcome> Come(VisitSession session, Party party, int comes, int waits, CancellationToken stop)
    {
        var now = _clock.GetUtcNow();
        var registration = Seating.From(party with { Names = [.. party.Names.Take(comes)] }, session.Id, now, comes);
        Seating.Confirm(session, registration, now);
        Keep(session, registration, party);
        _db.Record(registration, TrailKind.Confirmed, TrailReason.PlacesLeft, now, free: session.Free + comes);
        var beside = await Beside(registration, party, stop);

        var (rest, rank) = ((Registration?)null, 0);
        if (waits > 0)
        {
            rest = Seating.From(party with { Names = [.. party.Names.Skip(comes)] }, session.Id, now, waits, registration.Id);
            Seating.Wait(session, rest);
            Keep(session, rest, party);
            rank = session.Waiting;
            _db.Record(rest, TrailKind.Waits, TrailReason.None, now, rank);
        }
        await _give.FillStops(session, TrailReason.PlacesLeft, now, registration.Id, stop);
        await _mails.Confirmed(session, registration, rest, rank, beside);
        return new RegistrationOutcome.Registered(registration.Id, comes, waits, rank);
    }

    private async Task<RegistrationOutcome> Wait(VisitSession session, Party party, CancellationToken stop)
    {
        var now = _clock.GetUtcNow();
        var registration = Seating.From(party, session.Id, now, party.Size);
        Seating.Wait(session, registration);
        Keep(session, registration, party);
        _db.Record(registration, TrailKind.Waits, TrailReason.None, now, session.Waiting);
        await _mails.Waits(session, registration, session.Waiting, await Beside(registration, party, stop));
        return new RegistrationOutcome.OnWaitingList(registration.Id, registration.Size, session.Waiting);
    }

    private void Keep(VisitSession session, Registration registration, Party party)
    {
        foreach (var asked in session.Stops.Where(s => s.About.Capacity is not null && party.Stops.Contains(s.Id))) Seating.Ask(session, registration, asked.Id);
        _db.Registrations.Add(registration);
    }

    // What is kept beside a registration; answers the page that confirms the consent to share cars, if it was asked.
    private async Task<string?> Beside(Registration registration, Party party, CancellationToken stop)
    {
        await _needs.Run(registration, party, "POST", "written in the form under these words, by whoever gave this address", stop);
        if (!party.WantsToShareCars) return null;
        var asking = await _consents.Ask(new(VisitsPurposes.CarSharing.Key, party.Address, party.Language, party.Page), stop);
        return (asking as ConsentAsking.Asked)?.ConfirmationPath;
    }

    private async Task<Registration?> Known(Guid session, Party party, CancellationToken stop)
    {
        var heldBy = PersonAddress.Normal(party.Address);
        return await _db.Registrations.AsNoTracking().SingleOrDefaultAsync(r => r.SessionId == session && r.HeldBy == heldBy, stop);
    }

    // They are told by mail, three times a day at most: whoever types the address of somebody else learns nothing and floods nobody.
    private async Task<RegistrationOutcome> Again(VisitSession session, Registration known, CancellationToken stop)
    {
        var lately = _clock.GetUtcNow().AddDays(-1);
        if (await _db.RegistrationLinks.CountAsync(l => l.RegistrationId == known.Id && l.MadeAt > lately, stop) < 3)
        {
            await _mails.Already(session, known, await _db.RankOf(known, stop));
            await _db.SaveChangesAsync(stop);
        }
        return new RegistrationOutcome.AlreadyRegistered();
    }
}
