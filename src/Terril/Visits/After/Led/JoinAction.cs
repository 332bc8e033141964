using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Visits.After.Led;

/// <summary>Joins what somebody told to the action of the census that came of it, or parts them. What the sheet says is public already; who told it is not said.</summary>
public sealed class JoinAction(TerrilDb db, AskActions actions, AuditTrail trail)
{
    /// <param name="said">The address of the sheet, or its name in addresses; empty parts them.</param>
    /// <returns>Why it cannot be; null when it is done.</returns>
    public async Task<Text?> Run(Guid session, Guid answer, string? said, CancellationToken stop)
    {
        var slug = NameIn(said ?? "");
        var action = slug.Length == 0 ? null : (await actions.All(stop)).FirstOrDefault(a => a.Slug == slug);
        if (slug.Length > 0 && action is null) return new("Aucune fiche publiée n’a cette adresse : copiez celle de sa page, dans le recensement.", "No published sheet has this address: copy that of its page, in the census.");
        if (await db.FollowUps.SingleOrDefaultAsync(f => f.Id == answer && f.SessionId == session && f.AnsweredAt != null, stop) is not { } told) return new("Cette réponse n’est plus là.", "This answer is no longer there.");
        told.ActionId = action?.Id;
        trail.Record(action is null ? "visits.part-action" : "visits.join-action", "session", session.ToString(), action?.Slug);
        await db.SaveChangesAsync(stop);
        return null;
    }

    // « https://…/en/actions/une-haie?x#y » and « une-haie » are the same.
    private static string NameIn(string said)
    {
        var path = said.Trim().Split('?', '#')[0].TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..];
    }
}
