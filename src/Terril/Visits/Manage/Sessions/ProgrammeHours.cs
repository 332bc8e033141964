using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>When a session ends, by its stops.</summary>
internal static class ProgrammeHours
{
    /// <summary>The end of what its stops say, without changing them; null when it has none.</summary>
    public static DateTimeOffset? End(VisitSession session) => session.Stops.Count == 0 ? null
        : session.Stops.OrderBy(s => s.Position).Aggregate(session.StartsAt, (at, stop) => (stop.IsTimeSet ? stop.StartsAt : at).AddMinutes(stop.About.Minutes + stop.About.TravelMinutes));

    /// <summary>Writes the hours of the stops, and the end of the session when nobody had set another.</summary>
    /// <param name="wasComputed">The end was that of its stops before they changed.</param>
    public static void Write(VisitSession session, bool wasComputed)
    {
        var end = Programme.Compute(session.StartsAt, session.Stops);
        if (session.Stops.Count > 0 && (wasComputed || end > session.EndsAt)) session.EndsAt = end;
    }
}
