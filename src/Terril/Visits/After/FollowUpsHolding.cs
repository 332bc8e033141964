using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Shared.Wording;

namespace Terril.Visits.After;

/// <summary>What people told of what a visit led to. Afterwards an answer is joined to nobody, and only counted.</summary>
internal sealed class FollowUpsHolding(TerrilDb db) : IHoldPersonalData
{
    public static Purpose Purpose { get; } = new("visits.follow-ups",
        new("Savoir ce qu’une visite a changé", "Knowing what a visit changed"),
        new("Vous demander, trois et douze mois après, ce que vous avez commencé, et publier combien ont répondu quoi.", "To ask you, three and twelve months later, what you have started, and publish how many answered what."),
        LegalBasis.PublicInterest);

    public Holding Holding { get; } = new("visits.follow-ups", Purpose.Key,
        new("Ce que nous vous avons demandé après une visite, et ce que vous avez répondu.", "What we asked you after a visit, and what you answered."),
        Keeping.Years(3), new("après la question", "after the question"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        var found = await (from followUp in db.FollowUps.AsNoTracking()
                           join registration in db.Registrations on followUp.RegistrationId equals registration.Id
                           join session in db.VisitSessions on followUp.SessionId equals session.Id
                           where registration.AddressKey == address
                           orderby followUp.AskedAt
                           select new { followUp, session.About.TitleFr, session.About.TitleEn }).ToListAsync(stop);
        return
        [
            .. found.Select(f => new HeldRecord(f.followUp.Id, new($"Et depuis ? {f.TitleFr}", $"And since? {(f.TitleEn.Length > 0 ? f.TitleEn : f.TitleFr)}"), f.followUp.AskedAt,
                new HeldField("answered", new("Répondu le", "Answered on"), f.followUp.AnsweredAt is { } at ? $"{Paris.Day(at):yyyy-MM-dd}" : ""),
                new HeldField("effect", new("Réponse", "Answer"), f.followUp.Effect is { } effect ? EffectWords.Name(effect).Fr : ""),
                new HeldField("words", new("Vos mots", "Your words"), f.followUp.Words), new HeldField("obstacles", new("Ce qui vous a gêné", "What stood in the way"), f.followUp.Obstacles),
                new HeldField("quoted", new("Peut être cité", "May be quoted"), f.followUp.MayBeQuoted ? "oui / yes" : "non / no"),
                new HeldField("action", new("Reliée à une action du recensement", "Joined to an action of the census"), f.followUp.ActionId is null ? "non / no" : "oui / yes"))),
        ];
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.FollowUps.Where(f => f.AskedAt <= before && (f.Words != "" || f.Obstacles != "" || db.Registrations.Any(r => r.Id == f.RegistrationId)))
            .OrderBy(f => f.Id).Select(f => f.Id).Take(most).ToListAsync(stop);

    public async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var count = 0;
        foreach (var record in records)
        {
            var (nobody, closed) = (Guid.NewGuid(), LinkWord.HashOf(LinkWord.New()));
            count += await db.FollowUps.Where(f => f.Id == record).ExecuteUpdateAsync(set => set
                .SetProperty(f => f.RegistrationId, nobody).SetProperty(f => f.SecretHash, closed)
                .SetProperty(f => f.Words, "").SetProperty(f => f.Obstacles, "").SetProperty(f => f.MayBeQuoted, false), stop);
        }
        return count;
    }
}
