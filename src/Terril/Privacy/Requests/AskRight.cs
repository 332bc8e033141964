using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Mine;
using Terril.Privacy.Retention;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Requests;

/// <summary>Somebody asks what needs a human: to have something corrected, frozen, or to object.</summary>
internal sealed class AskRight(TerrilDb db, PurposesInForce purposes, AuditTrail trail, TimeProvider clock)
{
    public const int LongestSaid = 2000;

    private const int MostOpen = 10;

    /// <summary>What staff answers by hand; the rest is done at once by the page itself.</summary>
    public static bool NeedsAHuman(Right right) => right is Right.Rectification or Right.Restriction or Right.Objection;

    /// <returns>The request; null when this purpose does not give that right, or ten already wait.</returns>
    public async Task<RightsRequest?> Run(DataLink who, string purpose, Right right, string said, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("privacy requests", stop);
        if (!NeedsAHuman(right) || await purposes.Of(purpose, stop) is not { } inForce || !inForce.Basis.Give(right)) return null;
        if (await db.RightsRequests.CountAsync(r => r.Mark == who.Mark && r.State == RequestState.Open, stop) >= MostOpen) return null;

        var now = clock.GetUtcNow();
        var request = new RightsRequest
        {
            Address = who.Address, Mark = who.Mark, Language = who.Language, Purpose = purpose, Asks = right, Said = said.Length <= LongestSaid ? said : said[..LongestSaid],
            AskedAt = now, DueAt = now.AddMonths(1),
        };
        db.RightsRequests.Add(request);
        trail.Record("privacy.request", "request", request.Reference, $"{right}, {purpose}");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return request;
    }
}
