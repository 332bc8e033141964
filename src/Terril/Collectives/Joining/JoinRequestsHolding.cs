using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Collectives.Joining;

/// <summary>Who asked for an organisation. Once it is answered, or never verified, a month is enough.</summary>
internal sealed class JoinRequestsHolding(TerrilDb db) : IHoldPersonalData
{
    public Holding Holding { get; } = new("collectives.requests", CollectivesPurposes.Requests.Key,
        new("Votre nom et votre adresse, avec l’organisation pour laquelle vous avez demandé à rejoindre un collectif.", "Your name and your address, with the organisation for which you asked to join a collective."),
        Keeping.Days(30), new("après la réponse, ou après la demande si elle n’a pas été confirmée", "after the answer, or after the request if it was not confirmed"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        var found = await (from request in db.JoinRequests.AsNoTracking()
                           join organisation in db.Organisations on request.OrganisationId equals organisation.Id
                           join collective in db.Collectives on request.CollectiveId equals collective.Id
                           where request.AddressKey == address
                           orderby request.AskedAt
                           select new { request, organisation.Name, collective.NameFr, collective.NameEn }).ToListAsync(stop);
        return
        [
            .. found.Select(f => new HeldRecord(f.request.Id, new($"Demande d’adhésion : {f.NameFr}", $"Request to join: {(f.NameEn.Length > 0 ? f.NameEn : f.NameFr)}"), f.request.AnsweredAt ?? f.request.AskedAt,
                new HeldField("name", new("Votre nom", "Your name"), f.request.ContactName, IsEditable: true),
                new HeldField("address", new("Votre adresse", "Your address"), f.request.Address),
                new HeldField("organisation", new("Organisation", "Organisation"), f.Name))),
        ];
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.JoinRequests.Where(r => r.AnsweredAt <= before || r.VerifiedAt == null && r.AskedAt <= before).OrderBy(r => r.Id).Select(r => r.Id).Take(most).ToListAsync(stop);

    public async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        // What was never verified was never asked: the organisation that it described goes with it.
        var described = await db.JoinRequests.Where(r => records.Contains(r.Id) && r.VerifiedAt == null).Select(r => r.OrganisationId).ToListAsync(stop);
        var count = await db.JoinRequests.Where(r => records.Contains(r.Id)).ExecuteDeleteAsync(stop);
        await db.Organisations.Where(o => described.Contains(o.Id) && !o.IsPublished && !db.Memberships.Any(m => m.OrganisationId == o.Id)).ExecuteDeleteAsync(stop);
        return count;
    }

    public async Task<Terril.Observatory.Text?> Rectify(Guid record, string field, string value, CancellationToken stop)
    {
        if (field != "name" || value.Trim() is not { Length: > 0 and <= 100 } name) return new("Écrivez un nom de cent caractères au plus.", "Write a name of a hundred characters at most.");
        await db.JoinRequests.Where(r => r.Id == record).ExecuteUpdateAsync(set => set.SetProperty(r => r.ContactName, name), stop);
        return null;
    }
}
