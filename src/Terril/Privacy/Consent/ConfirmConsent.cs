using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Privacy.Consent;

internal enum ConfirmationOutcome
{
    Confirmed,

    /// <summary>By this link, or another, before.</summary>
    Already,

    /// <summary>Withdrawn since: the link of an old mail does not bring it back.</summary>
    Withdrawn,

    /// <summary>Not a link of ours, or asked too long ago.</summary>
    Unknown,
}

/// <summary>Somebody presses the button of the mail that they asked for.</summary>
internal sealed class ConfirmConsent(TerrilDb db, KeyedHash hash, Wordings wordings, TimeProvider clock)
{
    public const string Use = "consent.confirm";

    /// <summary>How long one may press it; then the address is erased.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromDays(14);

    /// <summary>What the page shows: the words that were read. Changes nothing.</summary>
    public async Task<(ConfirmationOutcome Outcome, ConsentEvent? Asked, RecordedWording? Words)> Look(string token, CancellationToken stop)
    {
        if (hash.Open(Use, token) is not { } consent) return (ConfirmationOutcome.Unknown, null, null);
        var events = await db.ConsentEvents.AsNoTracking().Where(e => e.ConsentId == consent).ToListAsync(stop);
        var asked = events.Find(e => e.Kind == ConsentKind.Asked);
        if (asked is null) return (ConfirmationOutcome.Unknown, null, null);

        var words = await wordings.Recorded(asked.Purpose, asked.Version, stop);
        if (events.Exists(e => e.Kind == ConsentKind.Withdrawn)) return (ConfirmationOutcome.Withdrawn, asked, words);
        if (events.Exists(e => e.Kind == ConsentKind.Confirmed)) return (ConfirmationOutcome.Already, asked, words);
        return asked.At <= clock.GetUtcNow() - Open || asked.Address is null ? (ConfirmationOutcome.Unknown, null, null) : (ConfirmationOutcome.Confirmed, asked, words);
    }

    public async Task<ConfirmationOutcome> Run(string token, string page, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("consents", stop);
        var (outcome, asked, _) = await Look(token, stop);
        if (outcome != ConfirmationOutcome.Confirmed) return outcome;
        var isInForce = await db.ConsentEvents.AnyAsync(e => e.Mark == asked!.Mark && e.Purpose == asked.Purpose && e.Kind == ConsentKind.Confirmed
            && !db.ConsentEvents.Any(w => w.ConsentId == e.ConsentId && w.Kind == ConsentKind.Withdrawn), stop);
        if (isInForce) return ConfirmationOutcome.Already;

        db.ConsentEvents.Add(asked!.Then(ConsentKind.Confirmed, clock.GetUtcNow(), page, "POST", "link sent to the address alone, opened on a page, button pressed"));
        await db.Suppressions.Where(s => s.Mark == asked.Mark && s.Purpose == asked.Purpose).ExecuteDeleteAsync(stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return outcome;
    }
}
