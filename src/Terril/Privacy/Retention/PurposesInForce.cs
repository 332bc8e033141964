using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Retention;

/// <summary>A purpose as it applies today, with all that is held for it.</summary>
internal sealed record PurposeInForce(Purpose Declared, Text Controller, LegalBasis Basis, IReadOnlyList<HoldingInForce> Holdings)
{
    public string Key => Declared.Key;

    public IReadOnlyList<Right> Rights => Terril.Shared.PersonalData.Rights.Of(Basis);
}

/// <summary>A kind of data and the time for which it is kept today.</summary>
internal sealed record HoldingInForce(IHoldPersonalData Holder, Keeping Kept)
{
    public Holding Declared => Holder.Holding;

    public string Key => Holder.Holding.Key;
}

/// <summary>Why data about people is kept, on what basis and how long: what rooms declare, and what was decided in its place.</summary>
internal sealed class PurposesInForce
{
    private static readonly Text Publisher = new("l’organisme qui publie ce site", "the body that publishes this site");

    private readonly TerrilDb _db;
    private readonly IReadOnlyList<Purpose> _purposes;
    private readonly IReadOnlyList<IHoldPersonalData> _holders;

    public PurposesInForce(TerrilDb db, IEnumerable<Purpose> purposes, IEnumerable<IHoldPersonalData> holders)
    {
        (_db, _purposes, _holders) = (db, [.. purposes], [.. holders]);
        if (_purposes.Select(p => p.Key).Distinct(StringComparer.Ordinal).Count() < _purposes.Count) throw new InvalidOperationException("A purpose is declared twice.");
        if (_holders.Select(h => h.Holding.Key).Distinct(StringComparer.Ordinal).Count() < _holders.Count) throw new InvalidOperationException("A kind of personal data is declared twice.");
        if (_holders.FirstOrDefault(h => _purposes.All(p => p.Key != h.Holding.Purpose)) is { } lost)
            throw new InvalidOperationException($"{lost.Holding.Key} is held for {lost.Holding.Purpose}, which no room declares.");
    }

    public async Task<IReadOnlyList<PurposeInForce>> All(CancellationToken stop)
    {
        var decided = await _db.PurposeDecisions.AsNoTracking().ToDictionaryAsync(d => d.Purpose, StringComparer.Ordinal, stop);
        var kept = await _db.KeepingDecisions.AsNoTracking().ToDictionaryAsync(d => d.Holding, StringComparer.Ordinal, stop);
        return [.. _purposes.Select(purpose => InForce(purpose, decided.GetValueOrDefault(purpose.Key), kept))];
    }

    /// <summary>Null for a purpose that no room declares.</summary>
    public async Task<PurposeInForce?> Of(string? key, CancellationToken stop) => (await All(stop)).FirstOrDefault(p => p.Key == key);

    private PurposeInForce InForce(Purpose purpose, PurposeDecision? decided, Dictionary<string, KeepingDecision> kept) => new(
        purpose,
        decided is { Controller.Length: > 0 } ? Text.Same(decided.Controller) : purpose.Controller ?? Publisher,
        decided?.Basis ?? purpose.Basis,
        [.. _holders.Where(h => h.Holding.Purpose == purpose.Key).Select(h => new HoldingInForce(h, kept.GetValueOrDefault(h.Holding.Key)?.Kept ?? h.Holding.Kept))]);
}
