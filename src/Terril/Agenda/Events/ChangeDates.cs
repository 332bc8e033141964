namespace Terril.Agenda.Events;

/// <summary>A date that is wanted.</summary>
public sealed record WantedDate(DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsAllDay);

/// <summary>
/// Gives an event its dates. Once it is published, one that changes keeps what it was, and one that is no more stays as cancelled: a
/// calendar that has it learns it.
/// </summary>
public static class ChangeDates
{
    /// <param name="now">What is over by then is history: it is left as it was.</param>
    /// <returns>Whether something of what was announced has changed.</returns>
    public static bool Run(AgendaEvent one, IReadOnlyCollection<WantedDate> wanted, DateTimeOffset now)
    {
        var isSaid = one.PublishedAt is not null;
        var kept = one.Dates.Where(d => !d.IsCancelled).OrderBy(d => d.StartsAt).ToList();
        var missing = new List<WantedDate>();
        var (changed, moved) = (false, false);
        foreach (var date in wanted.DistinctBy(w => w.StartsAt).OrderBy(w => w.StartsAt))
        {
            var same = kept.Find(k => k.StartsAt == date.StartsAt);
            if (same is null)
            {
                missing.Add(date);
                continue;
            }
            kept.Remove(same);
            changed |= same.EndsAt != date.EndsAt || same.IsAllDay != date.IsAllDay;
            (same.EndsAt, same.IsAllDay) = (date.EndsAt, date.IsAllDay);
        }
        if (isSaid) kept.RemoveAll(k => k.EndsAt <= now);
        // As many that go as come are the same dates, moved; else, and in a repetition that rolls on, which became which is not known.
        if (isSaid && kept.Count == missing.Count && (one.FeedId is null || wanted.Count == 1))
        {
            foreach (var (from, to) in kept.Zip(missing))
                (from.PreviousStartsAt, from.StartsAt, from.EndsAt, from.IsAllDay, moved) = (from.PreviousStartsAt ?? from.StartsAt, to.StartsAt, to.EndsAt, to.IsAllDay, true);
        }
        else
        {
            changed |= kept.Count > 0;
            foreach (var gone in kept)
            {
                if (isSaid) gone.IsCancelled = true;
                else one.Dates.Remove(gone);
            }
            foreach (var date in missing) Add(one, date);
        }
        if (moved && one.Status == EventStatus.Scheduled) one.Status = EventStatus.Moved;
        if (isSaid && (changed || moved)) one.Sequence++;
        one.EndsAt = one.Dates.Where(d => !d.IsCancelled).Select(d => d.EndsAt).DefaultIfEmpty(one.EndsAt).Max();
        return changed || moved;
    }

    // One that was cancelled and comes back is the same date for the calendars that have it.
    private static void Add(AgendaEvent one, WantedDate date)
    {
        var back = one.Dates.Find(d => d.IsCancelled && d.StartsAt == date.StartsAt);
        if (back is null) one.Dates.Add(back = new AgendaDate { EventId = one.Id, StartsAt = date.StartsAt });
        (back.EndsAt, back.IsAllDay, back.IsCancelled) = (date.EndsAt, date.IsAllDay, false);
    }
}
