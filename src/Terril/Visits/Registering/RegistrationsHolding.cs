using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Visits.Sessions;

namespace Terril.Visits.Registering;

/// <summary>Who came and who waited. When its time is over, all that tells of whom they were is taken out; how many there were, as what, stays.</summary>
internal sealed class RegistrationsHolding(TerrilDb db, TimeProvider clock) : IHoldPersonalData
{
    public Holding Holding { get; } = new("visits.registrations", VisitsPurposes.Registrations.Key,
        new("Vos inscriptions aux visites : nom, adresse, structure, participants, places.", "Your registrations for visits: name, address, organisation, participants, places."),
        Keeping.Months(18), new("après la visite", "after the visit"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        var found = await db.Registrations.AsNoTracking().Include(r => r.Participants.OrderBy(p => p.Position)).Where(r => r.AddressKey == address && r.ForgottenAt == null).OrderBy(r => r.Id).ToListAsync(stop);
        var ids = found.Select(r => r.SessionId).ToList();
        var sessions = await db.VisitSessions.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, stop);
        return [.. found.Select(r => Record(r, sessions[r.SessionId]))];
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.Registrations.Where(r => r.ForgottenAt == null && db.VisitSessions.Any(s => s.Id == r.SessionId && s.EndsAt <= before)).OrderBy(r => r.Id).Select(r => r.Id).Take(most).ToListAsync(stop);

    public async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var held = await db.Registrations.Where(r => records.Contains(r.Id) && r.HeldBy != null).OrderBy(r => r.SessionId).Select(r => new { r.Id, r.SessionId }).ToListAsync(stop);
        foreach (var one in held) await Free(one.Id, one.SessionId, now, stop);
        await db.Participants.Where(p => records.Contains(p.RegistrationId)).ExecuteDeleteAsync(stop);
        await db.RegistrationNeeds.Where(n => records.Contains(n.RegistrationId)).ExecuteDeleteAsync(stop);
        await db.RegistrationLinks.Where(l => records.Contains(l.RegistrationId)).ExecuteDeleteAsync(stop);
        return await db.Registrations.Where(r => records.Contains(r.Id) && r.ForgottenAt == null).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.ContactName, "").SetProperty(r => r.Address, "").SetProperty(r => r.AddressKey, "").SetProperty(r => r.Organisation, "")
            .SetProperty(r => r.Words, "").SetProperty(r => r.HeldBy, (string?)null).SetProperty(r => r.ForgottenAt, now), stop);
    }

    public async Task<Text?> Rectify(Guid record, string field, string value, CancellationToken stop)
    {
        if (field != "name" || await db.Registrations.SingleOrDefaultAsync(r => r.Id == record, stop) is not { } found) return new("Ce champ ne se corrige pas ici : ouvrez le lien de votre inscription, ou demandez-le-nous.", "This field is not corrected here: open the link of your registration, or ask us.");
        if (value.Length is 0 or > 100 || value.Any(char.IsControl)) return new("Écrivez un nom en cent caractères au plus, sur une ligne.", "Write a name in a hundred characters at most, on one line.");
        found.ContactName = value;
        await db.SaveChangesAsync(stop);
        return null;
    }

    // Who is erased before the visit does not come: what they held is free, and the job of offers gives it. As for every change of
    // places, the row of the session comes first, and what is read after it holds until the caller commits.
    private async Task Free(Guid registration, Guid visit, DateTimeOffset now, CancellationToken stop)
    {
        await db.VisitSessions.Where(s => s.Id == visit).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version + 1), stop);
        if (await db.VisitSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == visit, stop) is not { } session || !session.IsOn || session.StartsAt <= now) return;
        if (await db.Registrations.AsNoTracking().Include(r => r.Stops).SingleOrDefaultAsync(r => r.Id == registration && r.HeldBy != null, stop) is not { } alive) return;
        var (held, waited) = (alive.Holds ? alive.Size : 0, alive.State == RegistrationState.Waiting ? 1 : 0);
        await db.VisitSessions.Where(s => s.Id == alive.SessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken - held).SetProperty(s => s.Waiting, s => s.Waiting - waited), stop);
        foreach (var there in alive.Stops.Where(s => s.IsIn)) await db.SessionStops.Where(s => s.Id == there.StopId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken - alive.Size), stop);
        await db.RegistrationStops.Where(s => s.RegistrationId == alive.Id).ExecuteDeleteAsync(stop);
        await db.Registrations.Where(r => r.Id == alive.Id).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.State, RegistrationState.Cancelled).SetProperty(r => r.EndedAt, now).SetProperty(r => r.OfferEndsAt, (DateTimeOffset?)null).SetProperty(r => r.Turn, (int?)null), stop);
    }

    private static HeldRecord Record(Registration r, VisitSession session) => new(r.Id, session.About.Title, session.EndsAt,
        new HeldField("name", new("Nom", "Name"), r.ContactName, IsEditable: true), new HeldField("address", new("Adresse", "Address"), r.Address),
        new HeldField("organisation", new("Structure", "Organisation"), r.Organisation), new HeldField("territory", new("Territoire", "Territory"), r.Territory ?? ""),
        new HeldField("role", new("Vient comme", "Comes as"), r.Role.ToString()), new HeldField("size", new("Places", "Places"), r.Size.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new HeldField("state", new("État", "State"), r.State.ToString()), new HeldField("names", new("Participants", "Participants"), string.Join(", ", r.Participants.Select(p => p.Name))));
}

/// <summary>What people need to be well received: erased thirty days after the visit.</summary>
internal sealed class NeedsHolding(TerrilDb db) : IHoldPersonalData
{
    public Holding Holding { get; } = new("visits.needs", VisitsPurposes.Needs.Key,
        new("Vos besoins pour une visite : accès, repas, langue, interprète.", "Your needs for a visit: access, meal, language, interpreter."),
        Keeping.Days(30), new("après la visite", "after the visit"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        var found = await db.RegistrationNeeds.AsNoTracking()
            .Join(db.Registrations.Where(r => r.AddressKey == address), n => n.RegistrationId, r => r.Id, (Needs, Registration) => new { Needs, Registration.SessionId })
            .Join(db.VisitSessions, r => r.SessionId, s => s.Id, (r, s) => new { r.Needs, s.EndsAt, s.About.TitleFr, s.About.TitleEn }).ToListAsync(stop);
        return
        [
            .. found.Select(f => new HeldRecord(f.Needs.RegistrationId, Catalogue.VisitAbout.Both(f.TitleFr, f.TitleEn), f.EndsAt,
                new HeldField("access", new("Accès", "Access"), f.Needs.Access), new HeldField("diet", new("Repas", "Meal"), f.Needs.Diet),
                new HeldField("language", new("Langue", "Language"), f.Needs.Language), new HeldField("interpreter", new("Interprète", "Interpreter"), f.Needs.Interpreter ? "1" : ""))),
        ];
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.RegistrationNeeds.Where(n => db.Registrations.Any(r => r.Id == n.RegistrationId && db.VisitSessions.Any(s => s.Id == r.SessionId && s.EndsAt <= before)))
            .OrderBy(n => n.RegistrationId).Select(n => n.RegistrationId).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) => db.RegistrationNeeds.Where(n => records.Contains(n.RegistrationId)).ExecuteDeleteAsync(stop);
}
