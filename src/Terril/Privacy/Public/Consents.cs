using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Consent;
using Terril.Privacy.Retention;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Public;

/// <summary>What other rooms do with consents: ask, know, withdraw. Rows are saved with the caller’s own.</summary>
public sealed class Consents
{
    private static readonly TimeSpan BetweenMails = TimeSpan.FromHours(24);

    private readonly TerrilDb _db;
    private readonly Wordings _wordings;
    private readonly PurposesInForce _purposes;
    private readonly WithdrawConsent _withdraw;
    private readonly KeyedHash _hash;
    private readonly TimeProvider _clock;

    internal Consents(TerrilDb db, Wordings wordings, PurposesInForce purposes, WithdrawConsent withdraw, KeyedHash hash, TimeProvider clock) =>
        (_db, _wordings, _purposes, _withdraw, _hash, _clock) = (db, wordings, purposes, withdraw, hash, clock);

    /// <summary>The words to show beside the box.</summary>
    public ConsentWording Words(string purpose) => _wordings.Latest(purpose);

    /// <summary>Records that somebody asks. It holds once they press the button of the mail that the caller writes in the same transaction.</summary>
    public async Task<ConsentAsking> Ask(ConsentQuestion question, CancellationToken stop)
    {
        var mark = _hash.OfPerson(question.Address);
        if (await InForce(question.Purpose).AnyAsync(e => e.Mark == mark, stop)) return new ConsentAsking.AlreadyGiven();

        var lately = _clock.GetUtcNow() - BetweenMails;
        if (await _db.ConsentEvents.AnyAsync(e => e.Mark == mark && e.Purpose == question.Purpose && e.Kind == ConsentKind.Asked && e.At > lately, stop))
            return new ConsentAsking.AskedLately();

        var asked = await Opening(question, mark, proof: "", stop);
        _db.ConsentEvents.Add(asked);
        return new ConsentAsking.Asked(asked.ConsentId, $"/consentement/confirmer/{_hash.Seal(ConfirmConsent.Use, asked.ConsentId)}");
    }

    /// <summary>Records a consent that was proved otherwise than by mail: a signed paper, an account’s own page.</summary>
    public async Task Give(ConsentQuestion question, string proof, CancellationToken stop)
    {
        var mark = _hash.OfPerson(question.Address);
        if (await InForce(question.Purpose).AnyAsync(e => e.Mark == mark, stop)) return;

        var asked = await Opening(question, mark, proof, stop);
        _db.ConsentEvents.AddRange(asked, asked.Then(ConsentKind.Confirmed, asked.At, question.Page, question.Method, proof));
        await _db.Suppressions.Where(s => s.Mark == mark && s.Purpose == question.Purpose).ExecuteDeleteAsync(stop);
    }

    /// <summary>Whether a purpose rests on consent today: staff may decide of another legal basis, and nothing is then to be agreed to.</summary>
    public async Task<bool> IsAsked(string purpose, CancellationToken stop) => await _purposes.Of(purpose, stop) is { Basis: LegalBasis.Consent };

    /// <summary>Ends it, at once, and erases what is held for that purpose.</summary>
    public Task<bool> Withdraw(string address, string purpose, string page, string method, string proof, CancellationToken stop) =>
        _withdraw.RunAndErase(address, purpose, new(page, method, proof), stop);

    public async Task<bool> IsGiven(string address, string purpose, CancellationToken stop)
    {
        var mark = _hash.OfPerson(address);
        return await InForce(purpose).AnyAsync(e => e.Mark == mark, stop);
    }

    /// <summary>All that are in force for a purpose, each person once, and not on the list of those whom one does not write to.</summary>
    public async Task<IReadOnlyList<ConsentGiven>> Given(string purpose, CancellationToken stop) =>
    [
        .. (await InForce(purpose)
            .Where(e => e.Address != null && !_db.Suppressions.Any(s => s.Mark == e.Mark && s.Purpose == purpose))
            .OrderBy(e => e.Id).AsNoTracking().ToListAsync(stop)).DistinctBy(e => e.Mark)
            .Select(e => new ConsentGiven(e.ConsentId, e.Address!, e.Language, e.At, WithdrawalPath(e.ConsentId))),
    ];

    /// <summary>Puts somebody on the list of those whom one does not write to, for another reason than that they said so.</summary>
    /// <param name="reason"><c>bounced</c>, <c>complained</c>.</param>
    public Task Suppress(string address, string purpose, string reason, CancellationToken stop) =>
        _withdraw.Suppress(_hash.OfPerson(address), purpose, reason, stop);

    internal string WithdrawalPath(Guid consent) => $"/consentement/{_hash.Seal(WithdrawConsent.Use, consent)}";

    internal IQueryable<ConsentEvent> InForce(string purpose) => _db.ConsentEvents.Where(e =>
        e.Purpose == purpose && e.Kind == ConsentKind.Confirmed && !_db.ConsentEvents.Any(w => w.ConsentId == e.ConsentId && w.Kind == ConsentKind.Withdrawn));

    private async Task<ConsentEvent> Opening(ConsentQuestion question, string mark, string proof, CancellationToken stop)
    {
        var purpose = await _purposes.Of(question.Purpose, stop) ?? throw new InvalidOperationException($"No room declares the purpose {question.Purpose}.");
        if (purpose.Basis != LegalBasis.Consent) throw new InvalidOperationException($"{question.Purpose} does not rest on consent: there is nothing to agree to.");
        return new()
        {
            ConsentId = Guid.CreateVersion7(), Kind = ConsentKind.Asked, Purpose = question.Purpose, Version = _wordings.Latest(question.Purpose).Version, Language = question.Language,
            Address = PersonAddress.Normal(question.Address), Mark = mark, At = _clock.GetUtcNow(), Page = question.Page, Method = question.Method, ProvedBy = proof,
            Controller = purpose.Controller.Fr, Basis = purpose.Basis,
        };
    }
}
