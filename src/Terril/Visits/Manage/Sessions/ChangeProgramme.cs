using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Manage.Circuits;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>
/// Changes the stops of a session and computes their hours again. Once it is on the site people have chosen among its stops: their order
/// and their places no longer change here, only what they say and when; calendars are told.
/// </summary>
public sealed class ChangeProgramme(TerrilDb db, TimeProvider clock, AuditTrail trail, SessionLock locks)
{
    /// <param name="hour">For what is added or edited: the hour set by a person; null to have it computed.</param>
    /// <returns>False when the session is on the site and the change is not one that may be made there.</returns>
    public async Task<bool> Run(Guid id, StopChange change, DateTimeOffset? hour, CancellationToken stop)
    {
        await using var locked = await locks.Take(id, stop);
        if (locked?.Session is not { } session) return false;
        if (session.State != SessionState.Draft && (change is not StopChange.Edit || !session.IsOn)) return false;
        var before = SessionCalendar.Shown(session);
        var wasComputed = session.Stops.Count == 0 || ProgrammeHours.End(session) == session.EndsAt;
        Do(session, change, hour);
        ProgrammeHours.Write(session, wasComputed);
        session.ChangedAt = clock.GetUtcNow();
        if (session.IsOn && SessionCalendar.Shown(session) != before) session.Sequence++;
        trail.Record($"visits.session.stop.{StopOrder.NameOf(change)}", "session", session.Id.ToString(), session.About.TitleFr);
        await locked.Commit(stop);
        return true;
    }

    private void Do(VisitSession session, StopChange change, DateTimeOffset? hour)
    {
        switch (change)
        {
            case StopChange.NewStop(var about):
                var added = new SessionStop { SessionId = session.Id, Position = session.Stops.Count + 1, About = about };
                SetHour(added, hour);
                db.SessionStops.Add(added);
                break;
            case StopChange.Edit(var id, var about) when session.Stops.Find(s => s.Id == id) is { } edited:
                if (session.State != SessionState.Draft) about.Capacity = edited.About.Capacity;
                edited.About = about;
                SetHour(edited, hour);
                break;
            case StopChange.Shift(var id, var by):
                StopOrder.Shift(session.Stops, s => s.Id == id, by, s => s.Position, (s, place) => s.Position = place);
                break;
            case StopChange.RemovedStop(var id) when session.Stops.Find(s => s.Id == id) is { } removed:
                session.Stops.Remove(removed);
                StopOrder.Number(session.Stops, s => s.Position, (s, place) => s.Position = place);
                break;
            default:
                break;
        }
    }

    private static void SetHour(SessionStop stop, DateTimeOffset? hour)
    {
        stop.IsTimeSet = hour is not null;
        if (hour is { } at) stop.StartsAt = at;
    }
}
