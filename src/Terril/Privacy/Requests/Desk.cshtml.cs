using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.PersonalData;
using Terril.Shared.Wording;

namespace Terril.Privacy.Requests;

/// <summary>The orders of the requests.</summary>
public enum RequestOrder
{
    Due,
    Asked,
}

/// <summary>What people ask about their data, those whose month ends first at the top.</summary>
[Requires(PrivacyPermissions.Reply)]
public sealed class DeskPage(TerrilDb db, TimeProvider clock) : TablePage<RightsRequest, RequestOrder>
{
    private const string State = "etat", Asks = "droit";

    protected override Table<RightsRequest, RequestOrder> Declare() => new(new("Demandes sur des données", "Requests about data"),
    [
        new(new("Numéro", "Number"), r => new(r.Reference) { Address = Links.To($"/gestion/demandes/{r.Reference}") }),
        new(new("Ce qui est demandé", "What is asked"), r => new(T[r.Asks.Name()]) { Small = r.Purpose }),
        new(new("Demandé le", "Asked on"), r => T.Date(Paris.Day(r.AskedAt))) { Sort = RequestOrder.Asked },
        new(new("Réponse due le", "Answer due on"), r => T.Date(Paris.Day(r.DueAt))) { Sort = RequestOrder.Due },
        new(new("État", "State"), Tagged),
    ])
    {
        Filters =
        [
            new(State, new("État", "State")) { Choices = [.. Enum.GetValues<RequestState>().Select(s => (s.ToString(), s.Name()))] },
            new(Asks, new("Ce qui est demandé", "What is asked")) { Choices = [.. Enum.GetValues<Right>().Where(AskRight.NeedsAHuman).Select(r => (r.ToString(), r.Name()))] },
        ],
    };

    protected override IQueryable<RightsRequest> Rows(TableAsked<RequestOrder> asked)
    {
        IQueryable<RightsRequest> rows = db.RightsRequests;
        if (asked[State] is { } state && Enum.Parse<RequestState>(state) is var read) rows = rows.Where(r => r.State == read);
        if (asked[Asks] is { } right && Enum.Parse<Right>(right) is var wanted) rows = rows.Where(r => r.Asks == wanted);
        return rows;
    }

    protected override IQueryable<RightsRequest> Sorted(IQueryable<RightsRequest> rows, RequestOrder by, bool down) => (by switch
    {
        RequestOrder.Asked => rows.By(r => r.AskedAt, down),
        _ => rows.By(r => r.DueAt, down),
    }).ThenBy(r => r.Id);

    private Cell Tagged(RightsRequest request) => request.State switch
    {
        RequestState.Open when request.DueAt <= clock.GetUtcNow() => new(T["en retard", "late"]) { Tag = "bad" },
        RequestState.Open => new(T[request.State.Name()]) { Tag = "warn" },
        _ => new(T[request.State.Name()]) { Tag = "ok" },
    };
}

internal static class RequestStates
{
    public static Text Name(this RequestState state) => state switch
    {
        RequestState.Open => new("à répondre", "to answer"),
        RequestState.Granted => new("accordée", "granted"),
        _ => new("refusée, avec motif", "refused, with reasons"),
    };
}
