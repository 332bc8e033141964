using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Shared.Wording;

namespace Terril.Visits.Day;

/// <summary>Who was there. Afterwards it is a number of nobody: what was counted stays counted.</summary>
internal sealed class AttendancesHolding(TerrilDb db) : IHoldPersonalData
{
    public static Purpose Purpose { get; } = new("visits.attendances",
        new("Accueillir, et attester d’une présence", "Welcoming, and attesting that one came"),
        new("Savoir qui est là le jour de la visite, remettre une attestation, et compter qui est venu.", "To know who is there on the day of the visit, give a certificate, and count who came."),
        LegalBasis.PublicInterest);

    public Holding Holding { get; } = new("visits.attendances", Purpose.Key,
        new("Votre présence aux visites, l’heure où elle a été notée et, sans inscription, le nom que vous avez donné.", "Your presence at visits, the hour at which it was noted and, without registration, the name that you gave."),
        Keeping.Months(14), new("après la visite", "after the visit"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        var found = await (from attendance in db.Attendances.AsNoTracking()
                           join registration in db.Registrations on attendance.RegistrationId equals registration.Id
                           join session in db.VisitSessions on attendance.SessionId equals session.Id
                           where registration.AddressKey == address
                           orderby attendance.At
                           select new { attendance, session.About.TitleFr, session.About.TitleEn }).ToListAsync(stop);
        return
        [
            .. found.Select(f => new HeldRecord(f.attendance.Id, new($"Présence : {f.TitleFr}", $"Presence: {(f.TitleEn.Length > 0 ? f.TitleEn : f.TitleFr)}"), f.attendance.At,
                new HeldField("number", new("Personnes", "People"), $"{f.attendance.Number}"),
                new HeldField("undone", new("Annulée le", "Undone on"), f.attendance.UndoneAt is { } undone ? $"{Paris.Day(undone):yyyy-MM-dd}" : ""))),
        ];
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.Attendances.Where(a => a.At <= before && (a.Name != "" || a.Organisation != "" || a.NotedBy != null || db.Set<Registering.Participant>().Any(p => p.Id == a.ParticipantId)))
            .OrderBy(a => a.Id).Select(a => a.Id).Take(most).ToListAsync(stop);

    public async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        // All the marks of one person get the same number, which is nobody’s: they are still counted once.
        var people = await db.Attendances.Where(a => records.Contains(a.Id) && a.ParticipantId != null).Select(a => a.ParticipantId).Distinct().ToListAsync(stop);
        foreach (var participant in people)
        {
            var nobody = Guid.NewGuid();
            await db.Attendances.Where(a => a.ParticipantId == participant).ExecuteUpdateAsync(set => set.SetProperty(a => a.ParticipantId, nobody), stop);
        }
        return await db.Attendances.Where(a => records.Contains(a.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.Name, "").SetProperty(a => a.Organisation, "").SetProperty(a => a.NotedBy, (Guid?)null), stop);
    }
}
