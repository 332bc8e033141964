using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>Puts a draft on the site: from then on its address stays, and people register.</summary>
public sealed class PublishSession(TerrilDb db, TimeProvider clock, AuditTrail trail)
{
    /// <summary>What it lacks to be on the site; empty when it may be.</summary>
    public static IReadOnlyList<Text> Lacks(VisitSession session, DateTimeOffset now)
    {
        var lacks = new List<Text>();
        if (session.StartsAt <= now) lacks.Add(new("Sa date est passée : changez-la.", "Its date is past: change it."));
        if (session.About.SummaryFr.Length == 0) lacks.Add(new("Écrivez ce que l’on verra, en une phrase.", "Write what one will see, in one sentence."));
        if (session.MeetingFr.Length == 0) lacks.Add(new("Dites où l’on se retrouve.", "Say where one meets."));
        if (session.OrganiserAddress.Length == 0) lacks.Add(new("Donnez une adresse de contact : les réponses aux courriels y arrivent.", "Give a contact address: answers to mail arrive there."));
        if (session.Stops.Count == 0) lacks.Add(new("Ajoutez au moins une étape au programme.", "Add at least one stop to the programme."));
        return lacks;
    }

    /// <returns>What it lacks; nothing was done then.</returns>
    public async Task<IReadOnlyList<Text>> Run(VisitSession session, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (session.State != SessionState.Draft) return [];
        if (Lacks(session, now) is { Count: > 0 } lacks) return lacks;
        (session.State, session.ChangedAt) = (SessionState.Published, now);
        trail.Record("visits.session.publish", "session", session.Id.ToString(), session.About.TitleFr);
        await db.SaveChangesAsync(stop);
        return [];
    }
}
