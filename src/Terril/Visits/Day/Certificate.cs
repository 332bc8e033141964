using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Day;

/// <summary>Attests that somebody was there; only those who came have one.</summary>
/// <param name="People">Those who came and are named.</param>
/// <param name="Others">How many more of the party came.</param>
/// <param name="Stops">The stops they were noted at; all of them when only the whole visit was noted.</param>
public sealed record AttendanceCertificate(VisitSession Session, Registration Registration, IReadOnlyList<string> People, int Others, IReadOnlyList<SessionStop> Stops);

/// <summary>Reads what can be attested of a registration, for the staff or for whoever has a link of it.</summary>
public sealed class ReadCertificate(TerrilDb db)
{
    /// <returns>Null when nobody of it came.</returns>
    public async Task<AttendanceCertificate?> Run(Guid registration, CancellationToken stop)
    {
        if (await db.Registrations.AsNoTracking().Include(r => r.Participants).SingleOrDefaultAsync(r => r.Id == registration && r.ForgottenAt == null, stop) is not { } party) return null;
        var marks = await db.Attendances.AsNoTracking().Where(a => a.RegistrationId == registration && a.UndoneAt == null).ToListAsync(stop);
        if (marks.Count == 0) return null;
        var session = await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleAsync(s => s.Id == party.SessionId, stop);

        var people = party.Participants.Where(p => p.Position <= party.Size).OrderBy(p => p.Position).ToList();
        var named = people.Where(p => marks.Exists(m => m.ParticipantId == p.Id)).Select(p => p.Name).ToList();
        var others = Arrivals.Of(party.Size, [.. people.Select(p => p.Id)], marks.Select(m => new Sighting(m.ParticipantId, m.StopId, m.Number))) - named.Count;
        if (party.Size == 1 && named.Count == 0) (named, others) = ([party.ContactName], 0);
        var at = marks.Select(m => m.StopId).ToHashSet();
        var stops = session.Stops.OrderBy(s => s.Position).Where(s => at.Contains(null) || at.Contains(s.Id)).ToList();
        return new(session, party, named, others, stops);
    }

    /// <summary>By the word of a link that the party was sent.</summary>
    public async Task<AttendanceCertificate?> Run(string word, CancellationToken stop)
    {
        var hash = LinkWord.HashOf(word);
        return await db.RegistrationLinks.Where(l => l.SecretHash == hash).Select(l => (Guid?)l.RegistrationId).SingleOrDefaultAsync(stop) is { } registration ? await Run(registration, stop) : null;
    }
}
