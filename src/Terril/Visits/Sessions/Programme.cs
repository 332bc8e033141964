namespace Terril.Visits.Sessions;

/// <summary>The hours of a session, from its beginning, the time spent at each stop and the way to the next.</summary>
public static class Programme
{
    /// <summary>
    /// Writes the hour of each stop that nobody has set, and answers when the last one ends. Time is counted as it passes: a change
    /// of clocks in the middle of a visit moves no bus.
    /// </summary>
    public static DateTimeOffset Compute(DateTimeOffset startsAt, IEnumerable<SessionStop> stops)
    {
        var at = startsAt;
        foreach (var stop in stops.OrderBy(s => s.Position))
        {
            if (stop.IsTimeSet) at = stop.StartsAt;
            else stop.StartsAt = at;
            at = at.AddMinutes(stop.About.Minutes + stop.About.TravelMinutes);
        }
        return at;
    }
}
