using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Catalogue;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>
/// Writes what a session says. Once it is on the site, its day and its places change by acts of their own, which write to people; what
/// calendars show of it is numbered again, under its lock: a mail that is being written has the one or the other.
/// </summary>
public sealed class EditSession(TerrilDb db, TimeProvider clock, AuditTrail trail, SessionLock locks)
{
    /// <returns>False when somebody began to wait by the rule that would change: nothing was changed.</returns>
    public async Task<bool> Run(Guid id, SessionForm form, SessionPlan plan, CancellationToken stop)
    {
        await using var locked = await locks.Take(id, stop);
        if (locked?.Session is not { } session || (session.Waiting > 0 && form.Rule != session.Rule)) return false;
        var before = SessionCalendar.Shown(session);
        form.Write(session, plan);
        if (session.State == SessionState.Draft && plan is { Time: { } time, Capacity: { } capacity })
        {
            foreach (var set in session.Stops.Where(s => s.IsTimeSet)) set.StartsAt += time.StartsAt - session.StartsAt;
            (session.StartsAt, session.EndsAt, session.Capacity) = (time.StartsAt, time.EndsAt ?? time.StartsAt, capacity);
            ProgrammeHours.Write(session, wasComputed: time.EndsAt is null);
        }
        await Keep(locked, before, "visits.session.edit", stop);
        return true;
    }

    /// <summary>What it is about, in the place of what it was.</summary>
    public async Task Run(Guid id, VisitAbout about, CancellationToken stop)
    {
        await using var locked = await locks.Take(id, stop);
        if (locked?.Session is not { } session) return;
        var before = SessionCalendar.Shown(session);
        session.About = about;
        await Keep(locked, before, "visits.session.about", stop);
    }

    private async Task Keep(LockedSession locked, string before, string act, CancellationToken stop)
    {
        var session = locked.Session;
        if (session.IsOn && SessionCalendar.Shown(session) != before) session.Sequence++;
        (session.ChangedAt, session.Words) = (clock.GetUtcNow(), OpenSession.WordsOf(session));
        if (session.State == SessionState.Draft) session.Slug = await OpenSession.SlugOf(db, session, stop);
        trail.Record(act, "session", session.Id.ToString(), session.About.TitleFr);
        await locked.Commit(stop);
    }
}
