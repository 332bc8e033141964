using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Visits.After.Asked;
using Terril.Visits.Day;
using Terril.Visits.Registering;

namespace Terril.Visits.After.Figures;

/// <summary>The one place where what visits brought is computed.</summary>
public sealed class ReadFigures(TerrilDb db)
{
    private sealed record Party(Guid Id, int Size, VisitorRole Role, string? Territory);

    private sealed record Person(Guid Registration, Guid Participant);

    private sealed record Noted(Guid? Registration, Guid? Participant, Guid? Place, int Number, VisitorRole? Role, string? Territory, Guid Session);

    private sealed record Seen(VisitorRole? Role, string? Territory, int Registered, int OnSite);

    /// <param name="sessions">One, or several whose numbers are added.</param>
    public async Task<VisitFigures> Run(IReadOnlyCollection<Guid> sessions, CancellationToken stop)
    {
        var parties = await db.Registrations.Where(r => sessions.Contains(r.SessionId) && r.State == RegistrationState.Confirmed)
            .Select(r => new Party(r.Id, r.Size, r.Role, r.Territory)).ToListAsync(stop);
        var marks = await db.Attendances.Where(a => sessions.Contains(a.SessionId) && a.UndoneAt == null)
            .Select(a => new Noted(a.RegistrationId, a.ParticipantId, a.StopId, a.Number, a.Role, a.Territory, a.SessionId)).ToListAsync(stop);

        var named = (await Named(r => sessions.Contains(r.SessionId)).ToListAsync(stop)).ToLookup(p => p.Registration, p => p.Participant);

        var (came, others) = Count(parties, named, marks);
        var seen = came.Concat(others).ToList();
        return new(sessions.Count, came.Sum(s => s.Registered), came.Sum(s => s.OnSite), others.Sum(s => s.OnSite))
        {
            ByRole = [.. seen.GroupBy(s => s.Role).Select(g => new CountOf<VisitorRole?>(g.Key, g.Sum(s => s.Registered), g.Sum(s => s.OnSite))).OrderBy(c => c.Key is null).ThenBy(c => c.Key)],
            ByTerritory = [.. seen.GroupBy(s => s.Territory).Select(g => new CountOf<string?>(g.Key, g.Sum(s => s.Registered), g.Sum(s => s.OnSite))).OrderBy(c => c.Key is null).ThenByDescending(c => c.OnSite).ThenBy(c => c.Key, StringComparer.Ordinal)],
            Feedback = await Feedback(sessions, stop),
            Effects = [await Effects(sessions, AfterTimes.Months[0], stop), await Effects(sessions, AfterTimes.Months[1], stop)],
        };
    }

    /// <summary>Who was there, session by session, counted in the same way; those where nobody was noted are not in it.</summary>
    internal IReadOnlyDictionary<Guid, Presence> BySession(IQueryable<Guid> sessions)
    {
        var parties = db.Registrations.Where(r => sessions.Contains(r.SessionId) && r.State == RegistrationState.Confirmed)
            .Select(r => new { r.SessionId, Party = new Party(r.Id, r.Size, r.Role, r.Territory) }).AsEnumerable().ToLookup(r => r.SessionId, r => r.Party);
        var marks = db.Attendances.Where(a => sessions.Contains(a.SessionId) && a.UndoneAt == null)
            .Select(a => new Noted(a.RegistrationId, a.ParticipantId, a.StopId, a.Number, a.Role, a.Territory, a.SessionId)).AsEnumerable().GroupBy(a => a.Session);
        var named = Named(r => sessions.Contains(r.SessionId)).AsEnumerable().ToLookup(p => p.Registration, p => p.Participant);
        return marks.ToDictionary(session => session.Key, session =>
        {
            var (came, others) = Count(parties[session.Key], named, session);
            return new Presence(came.Concat(others).Sum(s => s.OnSite), others.Sum(s => s.OnSite));
        });
    }

    // Those of the parties who have a name.
    private IQueryable<Person> Named(Expression<Func<Registration, bool>> which) =>
        from registration in db.Registrations.Where(which)
        where registration.State == RegistrationState.Confirmed
        join participant in db.Participants on registration.Id equals participant.RegistrationId
        where participant.Position <= registration.Size
        select new Person(registration.Id, participant.Id);

    private static (List<Seen> Came, List<Seen> Others) Count(IEnumerable<Party> parties, ILookup<Guid, Guid> named, IEnumerable<Noted> marks)
    {
        var noted = marks.ToLookup(m => m.Registration);
        var (came, expected) = (new List<Seen>(), new HashSet<Guid?>());
        foreach (var party in parties)
        {
            expected.Add(party.Id);
            came.Add(new(party.Role, party.Territory, party.Size, Arrivals.Of(party.Size, [.. named[party.Id]], noted[party.Id].Select(m => new Sighting(m.Participant, m.Place, m.Number)))));
        }
        return (came, [.. noted.Where(g => g.Key is null || !expected.Contains(g.Key)).SelectMany(Others)]);
    }

    // Of those who did not register, those noted for the whole visit; where a session noted by stop alone, the fullest of its stops.
    private static IEnumerable<Seen> Others(IGrouping<Guid?, Noted> marks) => marks.GroupBy(m => m.Session).SelectMany(session =>
        session.GroupBy(m => m.Place).OrderByDescending(place => place.Key is null).ThenByDescending(place => place.Sum(m => m.Number)).First().Select(m => new Seen(m.Role, m.Territory, 0, m.Number)));

    private async Task<FeedbackFigures> Feedback(IReadOnlyCollection<Guid> sessions, CancellationToken stop)
    {
        var sent = await db.FeedbackInvitations.Where(i => sessions.Contains(i.SessionId)).GroupBy(i => i.IsUsed).Select(g => new { g.Key, Number = g.Count() }).ToListAsync(stop);
        var scores = await db.FeedbackAnswers.Where(a => sessions.Contains(a.SessionId) && a.Score != null)
            .GroupBy(a => new { a.Question, a.Score }).Select(g => new { g.Key.Question, g.Key.Score, Number = g.Count() }).ToListAsync(stop);
        var shown = FeedbackQuestion.All.Where(q => q.IsScale)
            .Select(q => (q.Key, Counts: Enumerable.Range(FeedbackQuestion.Lowest, FeedbackQuestion.Highest).Select(score => scores.Where(s => s.Question == q.Key && s.Score == score).Sum(s => s.Number)).ToList()))
            .Where(q => q.Counts.Sum() >= FeedbackQuestion.FewestShown)
            .Select(q => new ScoreFigures(q.Key, q.Counts.Sum(), q.Counts.Select((count, i) => count * (i + FeedbackQuestion.Lowest)).Sum() / (double)q.Counts.Sum(), q.Counts));
        return new(sent.Sum(s => s.Number), sent.Where(s => s.Key).Sum(s => s.Number), [.. shown]);
    }

    private async Task<EffectFigures> Effects(IReadOnlyCollection<Guid> sessions, int months, CancellationToken stop)
    {
        var told = await db.FollowUps.Where(f => sessions.Contains(f.SessionId) && f.Months == months).GroupBy(f => f.AnsweredAt == null ? null : f.Effect).Select(g => new { g.Key, Number = g.Count() }).ToListAsync(stop);
        var answered = told.Where(t => t.Key is not null).Sum(t => t.Number);
        return new(months, told.Sum(t => t.Number), answered, answered < FeedbackQuestion.FewestShown ? null : told.Where(t => t.Key is not null).ToDictionary(t => t.Key!.Value, t => t.Number));
    }
}
