using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Catalogue;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>Writes what a session says. Once it is on the site, its day and its places change by acts of their own, which write to people.</summary>
public sealed class EditSession(TerrilDb db, TimeProvider clock, AuditTrail trail)
{
    /// <param name="session">With its stops.</param>
    public async Task Run(VisitSession session, SessionForm form, SessionPlan plan, CancellationToken stop)
    {
        var (meeting, title) = (session.MeetingFr, session.About.TitleFr);
        form.Write(session, plan);
        if (session.State == SessionState.Draft && plan is { Time: { } time, Capacity: { } capacity })
        {
            foreach (var set in session.Stops.Where(s => s.IsTimeSet)) set.StartsAt += time.StartsAt - session.StartsAt;
            (session.StartsAt, session.EndsAt, session.Capacity) = (time.StartsAt, time.EndsAt ?? time.StartsAt, capacity);
            ProgrammeHours.Write(session, wasComputed: time.EndsAt is null);
        }
        // What a calendar shows of it.
        if (session.IsOn && (session.MeetingFr != meeting || session.About.TitleFr != title)) session.Sequence++;
        await Keep(session, "visits.session.edit", stop);
    }

    /// <summary>What it is about, in the place of what it was.</summary>
    public async Task Run(VisitSession session, VisitAbout about, CancellationToken stop)
    {
        session.About = about;
        await Keep(session, "visits.session.about", stop);
    }

    private async Task Keep(VisitSession session, string act, CancellationToken stop)
    {
        (session.ChangedAt, session.Words) = (clock.GetUtcNow(), OpenSession.WordsOf(session));
        if (session.State == SessionState.Draft) session.Slug = await OpenSession.SlugOf(db, session, stop);
        trail.Record(act, "session", session.Id.ToString(), session.About.TitleFr);
        await db.SaveChangesAsync(stop);
    }
}
