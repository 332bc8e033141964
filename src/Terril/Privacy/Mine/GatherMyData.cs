using Terril.Privacy.Consent;
using Terril.Privacy.Retention;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Mine;

/// <summary>All that is held of an address, by purpose.</summary>
internal sealed record MyData(string Address, DateTimeOffset At, IReadOnlyList<MyPurpose> Purposes)
{
    public IEnumerable<MyPurpose> Held => Purposes.Where(p => p.IsHeld);

    public IEnumerable<MyPurpose> NotHeld => Purposes.Where(p => !p.IsHeld);
}

/// <param name="IsAgreed">A consent of theirs is in force: it may be withdrawn, whatever is held.</param>
internal sealed record MyPurpose(PurposeInForce Purpose, IReadOnlyList<MyHolding> Holdings, bool IsAgreed)
{
    public int Count => Holdings.Sum(h => h.Records.Count);

    public bool IsHeld => IsAgreed || Count > 0;
}

internal sealed record MyHolding(HoldingInForce Holding, IReadOnlyList<HeldRecord> Records);

/// <summary>Asks every room what it holds of somebody. What it finds is all that they are shown, given a copy of, and can have erased.</summary>
internal sealed class GatherMyData(PurposesInForce purposes, WithdrawConsent consents, TimeProvider clock)
{
    public async Task<MyData> Run(string address, CancellationToken stop)
    {
        var (found, agreed) = (new List<MyPurpose>(), await consents.InForceOf(address, stop));
        foreach (var purpose in await purposes.All(stop))
        {
            var holdings = new List<MyHolding>();
            foreach (var holding in purpose.Holdings)
                holdings.Add(new(holding, [.. (await holding.Holder.Find(address, stop)).OrderByDescending(r => r.At).ThenByDescending(r => r.Id)]));
            found.Add(new(purpose, holdings, agreed.Contains(purpose.Key)));
        }
        return new(address, clock.GetUtcNow(), found);
    }
}
