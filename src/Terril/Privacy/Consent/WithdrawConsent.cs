using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Public;
using Terril.Privacy.Retention;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Consent;

/// <summary>How it was withdrawn.</summary>
internal sealed record HowWithdrawn(string Page, string Method, string ProvedBy);

/// <summary>Ends a consent, at once and for good: the ledger says it, what was held on it alone is erased, the person goes on the list of those whom one does not write to.</summary>
internal sealed class WithdrawConsent(TerrilDb db, KeyedHash hash, PurposesInForce purposes, EraseRecords erase, TimeProvider clock)
{
    public const string Use = "consent.withdraw";

    /// <summary>Which consent a link is about. Changes nothing.</summary>
    public async Task<ConsentEvent?> Look(string token, CancellationToken stop) => hash.Open(Use, token) is { } consent
        ? await db.ConsentEvents.AsNoTracking().FirstOrDefaultAsync(e => e.ConsentId == consent && e.Kind == ConsentKind.Asked, stop)
        : null;

    /// <summary>The purposes to which somebody agrees today.</summary>
    public async Task<IReadOnlySet<string>> InForceOf(string address, CancellationToken stop)
    {
        var mark = hash.OfPerson(address);
        return (await Open(e => e.Mark == mark, stop)).Where(e => e.Kind == ConsentKind.Confirmed).Select(e => e.Purpose).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The same by whom it is about, with all that is held for that purpose: nothing allows it to be kept any more.</summary>
    /// <returns>Whether there was one in force.</returns>
    public async Task<bool> RunAndErase(string address, string purpose, HowWithdrawn how, CancellationToken stop)
    {
        var mark = hash.OfPerson(address);
        await using var transaction = db.Database.CurrentTransaction is null ? await db.BeginAlone("privacy retention", stop) : null;
        if (transaction is not null) await db.AlsoAlone("consents", stop);
        var wasInForce = await Run(mark, purpose, how, stop);
        if (await purposes.Of(purpose, stop) is { Basis: LegalBasis.Consent } inForce)
        {
            foreach (var holding in inForce.Holdings)
                if (await holding.Holder.Find(PersonAddress.Normal(address), stop) is { Count: > 0 } records) await erase.Run(holding.Holder, [.. records.Select(r => r.Id)], EraseCause.Request, mark, stop);
        }
        if (transaction is not null) await transaction.CommitAsync(stop);
        return wasInForce;
    }

    /// <returns>Whether there was one in force.</returns>
    public async Task<bool> Run(string mark, string purpose, HowWithdrawn how, CancellationToken stop)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.BeginAlone("consents", stop) : null;
        var open = await Open(e => e.Mark == mark && e.Purpose == purpose, stop);
        foreach (var consent in open) Close(consent, how);
        await Suppress(mark, purpose, "withdrawn", stop);
        await db.SaveChangesAsync(stop);
        if (transaction is not null) await transaction.CommitAsync(stop);
        return open.Exists(e => e.Kind == ConsentKind.Confirmed);
    }

    /// <summary>After a restore: these had been withdrawn.</summary>
    public async Task<int> Again(IReadOnlyCollection<Guid> consents, CancellationToken stop)
    {
        var open = await Open(e => consents.Contains(e.ConsentId), stop);
        foreach (var consent in open)
        {
            Close(consent, new("", "replay", "journal of erasures, after a restore"));
            await Suppress(consent.Mark, consent.Purpose, "withdrawn", stop);
        }
        await db.SaveChangesAsync(stop);
        return open.Count;
    }

    public async Task Suppress(string mark, string purpose, string reason, CancellationToken stop)
    {
        if (db.Suppressions.Local.Any(s => s.Mark == mark && s.Purpose == purpose) || await db.Suppressions.AnyAsync(s => s.Mark == mark && s.Purpose == purpose, stop)) return;
        db.Suppressions.Add(new() { Mark = mark, Purpose = purpose, Since = clock.GetUtcNow(), Reason = reason });
    }

    // Of each consent not yet withdrawn, the last thing that happened to it: one that was only asked is closed too.
    private async Task<List<ConsentEvent>> Open(System.Linq.Expressions.Expression<Func<ConsentEvent, bool>> which, CancellationToken stop) =>
    [
        .. (await db.ConsentEvents.AsNoTracking().Where(which)
            .Where(e => !db.ConsentEvents.Any(w => w.ConsentId == e.ConsentId && w.Kind == ConsentKind.Withdrawn)).ToListAsync(stop))
            .GroupBy(e => e.ConsentId).Select(events => events.MaxBy(e => e.Kind)!),
    ];

    private void Close(ConsentEvent consent, HowWithdrawn how)
    {
        var now = clock.GetUtcNow();
        db.ConsentEvents.Add(consent.Then(ConsentKind.Withdrawn, now, how.Page, how.Method, how.ProvedBy));
        if (how.Method == "replay") return;
        db.ErasedRecords.Add(new ErasedRecord { Holding = ErasureJournal.Withdrawn, Record = consent.ConsentId, At = now });
    }
}
