using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Consent;

/// <summary>Addresses of those who asked for something and never pressed the button of the mail.</summary>
internal sealed class UnconfirmedConsents(TerrilDb db) : IHoldPersonalData
{
    public Holding Holding { get; } = new("privacy.unconfirmed", PrivacyPurposes.Consents.Key,
        new("L’adresse de qui a demandé à s’abonner sans confirmer.", "The address of whoever asked to subscribe and did not confirm."),
        Keeping.Days(14), new("après la demande", "after it was asked"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) =>
    [
        .. (await Unconfirmed().Where(e => e.Address == address).ToListAsync(stop)).Select(e => new HeldRecord(e.ConsentId,
            new($"Demande non confirmée, {e.Purpose}", $"Unconfirmed request, {e.Purpose}"), e.At, ConsentFields.Of(e))),
    ];

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await Unconfirmed().Where(e => e.At <= before).OrderBy(e => e.ConsentId).Select(e => e.ConsentId).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.ConsentEvents.Where(e => records.Contains(e.ConsentId) && !db.ConsentEvents.Any(c => c.ConsentId == e.ConsentId && c.Kind != ConsentKind.Asked)).ExecuteDeleteAsync(stop);

    private IQueryable<ConsentEvent> Unconfirmed() =>
        db.ConsentEvents.AsNoTracking().Where(e => e.Kind == ConsentKind.Asked && !db.ConsentEvents.Any(c => c.ConsentId == e.ConsentId && c.Kind != ConsentKind.Asked));
}

/// <summary>The proof of a consent. Erased, it loses the address: what is left, by keyed hash, tells nobody who it was.</summary>
internal sealed class ConsentProofs(TerrilDb db, Wordings wordings) : IHoldPersonalData
{
    public Holding Holding { get; } = new("privacy.consents", PrivacyPurposes.Consents.Key,
        new("Ce que vous avez accepté, avec quels mots, quand et comment ; et quand vous l’avez retiré.", "What you agreed to, in which words, when and how; and when you withdrew it."),
        Keeping.Years(3), new("après le retrait", "after it was withdrawn"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        var records = new List<HeldRecord>();
        foreach (var events in (await db.ConsentEvents.AsNoTracking().Where(e => e.Address == address).ToListAsync(stop)).GroupBy(e => e.ConsentId))
        {
            var line = events.OrderBy(e => e.Kind).ToList();
            if (line is [{ Kind: ConsentKind.Asked }]) continue;
            records.Add(await Record(line, stop));
        }
        return records;
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.ConsentEvents.Where(e => e.Kind == ConsentKind.Withdrawn && e.Address != null && e.At <= before).OrderBy(e => e.ConsentId).Select(e => e.ConsentId).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.ConsentEvents.Where(e => records.Contains(e.ConsentId) && e.Address != null).ExecuteUpdateAsync(e => e.SetProperty(x => x.Address, (string?)null), stop);

    private async Task<HeldRecord> Record(List<ConsentEvent> line, CancellationToken stop)
    {
        var words = await wordings.Recorded(line[0].Purpose, line[0].Version, stop);
        return new(line[0].ConsentId, new($"Consentement, {line[0].Purpose}", $"Consent, {line[0].Purpose}"), line[^1].At,
        [
            .. ConsentFields.Of(line[0]),
            new("words", new("Mots acceptés", "Words agreed to"), words?.Text.In(line[0].Language) ?? ""),
            .. line.Skip(1).SelectMany(ConsentFields.Of),
        ]);
    }
}

internal static class ConsentFields
{
    public static IReadOnlyList<HeldField> Of(ConsentEvent e)
    {
        var name = e.Kind.ToString().ToLowerInvariant();
        Terril.Observatory.Text label = e.Kind switch
        {
            ConsentKind.Asked => new("Demandé", "Asked"),
            ConsentKind.Confirmed => new("Confirmé", "Confirmed"),
            _ => new("Retiré", "Withdrawn"),
        };
        List<HeldField> fields = [new(name, label, $"{e.At:u}, {e.Method} {e.Page}")];
        if (e.Kind == ConsentKind.Asked) fields.Add(new("address", new("Adresse", "Address"), e.Address ?? ""));
        if (e.Kind == ConsentKind.Asked) fields.Add(new("version", new("Version des mots", "Version of the words"), $"{e.Version}, {e.Language}"));
        if (e.ProvedBy.Length > 0) fields.Add(new($"{name}.proof", new("Preuve", "ProvedBy"), e.ProvedBy));
        return fields;
    }
}

/// <summary>Whom not to write to: a keyed hash and a date.</summary>
internal sealed class SuppressionList(TerrilDb db, KeyedHash hash) : IHoldPersonalData
{
    public Holding Holding { get; } = new("privacy.suppressions", PrivacyPurposes.Consents.Key,
        new("Une empreinte chiffrée de l’adresse de qui ne veut plus de nos envois, pour ne plus y écrire ; l’adresse n’y est pas.", "A keyed hash of the address of whoever wants no more of our mailings, so as not to write again; the address is not there."),
        Keeping.Years(10), new("après le retrait", "after the withdrawal"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        var mark = hash.OfPerson(address);
        return
        [
            .. (await db.Suppressions.AsNoTracking().Where(s => s.Mark == mark).ToListAsync(stop)).Select(s => new HeldRecord(s.Id,
                new($"Ne plus écrire, {s.Purpose}", $"Do not write again, {s.Purpose}"), s.Since,
                new HeldField("mark", new("Empreinte", "Keyed hash"), s.Mark), new HeldField("reason", new("Motif", "Reason"), s.Reason))),
        ];
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.Suppressions.Where(s => s.Since <= before).OrderBy(s => s.Id).Select(s => s.Id).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) =>
        db.Suppressions.Where(s => records.Contains(s.Id)).ExecuteDeleteAsync(stop);
}
