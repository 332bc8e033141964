using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Visits.Registering;

namespace Terril.Visits.Day;

/// <summary>A mark that holds, of somebody who was seen.</summary>
/// <param name="Participant">Null for people who were not named.</param>
/// <param name="Place">The stop; null for the whole visit.</param>
public sealed record Sighting(Guid? Participant, Guid? Place, int Number);

/// <summary>The one place where those of a party who came are counted: the door, the desk, the figures and the certificate say the same.</summary>
public static class Arrivals
{
    /// <summary>
    /// Somebody noted at three stops, or by two telephones, came once. Of those without a name, as many as at the stop where they were the
    /// most, and never more than the party has: two telephones may have noted the same. Who was named when they were noted and is no
    /// more is one of the party all the same.
    /// </summary>
    /// <param name="named">Those of the party who have a name.</param>
    public static int Of(int size, IReadOnlyCollection<Guid> named, IEnumerable<Sighting> marks)
    {
        var all = marks.ToList();
        var people = all.Select(m => m.Participant).OfType<Guid>().Distinct().Count();
        var others = all.Where(m => m.Participant is null).GroupBy(m => m.Place).Select(place => place.Sum(m => m.Number)).DefaultIfEmpty().Max();
        return Math.Min(size, people + Math.Min(Math.Max(0, size - named.Count), others));
    }

    /// <summary>Of each of these registrations, how many came; those of whom nobody was noted are not in it.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, int>> Of(TerrilDb db, IQueryable<Registration> registrations, CancellationToken stop)
    {
        var marks = await (from mark in db.Attendances
                           join registration in registrations on mark.RegistrationId equals registration.Id
                           where mark.UndoneAt == null
                           select new { registration.Id, registration.Size, Mark = new Sighting(mark.ParticipantId, mark.StopId, mark.Number) }).ToListAsync(stop);
        var named = (await db.Participants.Where(p => registrations.Any(r => r.Id == p.RegistrationId && p.Position <= r.Size)).Select(p => new { p.RegistrationId, p.Id }).ToListAsync(stop)).ToLookup(p => p.RegistrationId, p => p.Id);
        return marks.GroupBy(m => (m.Id, m.Size)).ToDictionary(g => g.Key.Id, g => Of(g.Key.Size, [.. named[g.Key.Id]], g.Select(m => m.Mark)));
    }
}
