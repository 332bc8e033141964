using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;

namespace Terril.Privacy.Requests;

/// <summary>The requests that wait for an answer, and the day the first is due.</summary>
internal sealed class RequestsWait(TerrilDb db) : IWait
{
    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        if (!person.May(PrivacyPermissions.Reply)) return [];
        var due = await db.RightsRequests.Where(r => r.State == RequestState.Open).OrderBy(r => r.DueAt).Select(r => r.DueAt).ToListAsync(stop);
        return due.Count == 0 ? [] :
        [
            new(due.Count == 1
                ? new("1 demande sur des données attend une réponse", "1 request about data waits for an answer")
                : new($"{due.Count} demandes sur des données attendent une réponse", $"{due.Count} requests about data wait for an answer"), "/gestion/demandes?etat=Open", due[0]),
        ];
    }
}
