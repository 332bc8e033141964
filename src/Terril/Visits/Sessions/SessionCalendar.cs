using System.Text;
using Terril.Shared.Calendar;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Visits.Sessions;

/// <summary>A session as calendars keep it: of a mail, of a page, of a feed.</summary>
public static class SessionCalendar
{
    /// <summary>What calendars keep of a session that changes without its being moved: when this is another, they must be told.</summary>
    internal static string Shown(VisitSession session) => string.Join('\n', [
        session.About.TitleFr, session.About.TitleEn, session.MeetingFr, session.MeetingEn, session.About.Place, $"{session.EndsAt.UtcTicks}",
        .. session.Stops.OrderBy(s => s.Position).Select(s => $"{s.StartsAt.UtcTicks} {s.About.NameFr} {s.About.NameEn}")]);

    public static CalendarEvent Of(VisitSession session, Words words, SiteAddress site)
    {
        var page = site.To($"/visites/{session.Slug}", words.Language);
        var description = new StringBuilder().Append(words[session.About.Summary]).Append('\n');
        foreach (var stop in session.Stops.OrderBy(s => s.Position)) description.Append(words.Hour(stop.StartsAt)).Append(words[" : ", ": "]).Append(words[stop.About.Name]).Append('\n');
        if (session.State == SessionState.Cancelled) description.Insert(0, words["Annulée.", "Cancelled."] + " " + words[session.Reason] + "\n");
        return new($"visit-{session.Id:n}@{site.Host}", session.Sequence, session.ChangedAt, session.StartsAt, session.EndsAt, words[session.About.Title])
        {
            Status = session.State == SessionState.Cancelled ? CalendarStatus.Cancelled : CalendarStatus.Confirmed,
            Description = description.Append(page).ToString(),
            Location = words[session.Meeting] is { Length: > 0 } meeting ? meeting : session.About.Place,
            Address = page,
        };
    }
}
