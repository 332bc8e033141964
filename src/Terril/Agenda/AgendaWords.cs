using Terril.Agenda.Events;
using Terril.Observatory;
using Terril.Shared.Wording;

namespace Terril.Agenda;

/// <summary>The words of the agenda.</summary>
public static class AgendaWords
{
    private static readonly (string Key, Text Name)[] s_audiences =
    [
        ("everybody", new("Tout public", "Everybody")),
        ("elected", new("Élus", "Elected officials")),
        ("staff", new("Agents et chargés de mission", "Officers of local authorities")),
        ("associations", new("Associations", "Associations")),
        ("companies", new("Entreprises", "Companies")),
        ("students", new("Scolaires et étudiants", "Pupils and students")),
        ("families", new("Familles, jeune public", "Families, children")),
    ];

    private static readonly (string Key, Text Name)[] s_languages =
    [
        ("fr", new("français", "French")), ("en", new("anglais", "English")), ("nl", new("néerlandais", "Dutch")), ("lsf", new("langue des signes française", "French sign language")),
    ];

    /// <summary>Whom an event is for.</summary>
    public static IReadOnlyList<(string Key, Text Name)> Audiences => s_audiences;

    /// <summary>In which it may be held.</summary>
    public static IReadOnlyList<(string Key, Text Name)> Spoken => s_languages;

    /// <summary>Its name; the key of one that is known no more.</summary>
    public static Text Audience(string key) => Array.Find(s_audiences, a => a.Key == key) is { Key: not null } known ? known.Name : Text.Same(key);

    public static Text Kind(EventKind kind) => kind switch
    {
        EventKind.Workshop => new("Atelier", "Workshop"),
        EventKind.Webinar => new("Webinaire", "Webinar"),
        EventKind.Conference => new("Conférence ou débat", "Conference or debate"),
        EventKind.Training => new("Formation", "Training"),
        EventKind.Exhibition => new("Exposition", "Exhibition"),
        EventKind.Show => new("Projection ou spectacle", "Screening or show"),
        EventKind.Outing => new("Sortie", "Outing"),
        EventKind.Meeting => new("Réunion", "Meeting"),
        _ => new("Rendez-vous", "Event"),
    };

    public static Text How(Attendance attendance) => attendance switch
    {
        Attendance.Online => new("En ligne", "Online"),
        Attendance.Both => new("Sur place ou en ligne", "On site or online"),
        _ => new("Sur place", "On site"),
    };

    public static Text Status(EventStatus status) => status switch
    {
        EventStatus.Moved => new("Nouvelle date", "New date"),
        EventStatus.Cancelled => new("Annulé", "Cancelled"),
        EventStatus.Full => new("Complet", "Full"),
        _ => new("Prévu", "Planned"),
    };

    /// <summary>Of the tag that bears it.</summary>
    public static string Tone(EventStatus status) => status switch { EventStatus.Cancelled => "bad", EventStatus.Moved or EventStatus.Full => "warn", _ => "" };

    public static Text State(EventState state) => state switch
    {
        EventState.Unverified => new("Adresse non vérifiée", "Address not verified"),
        EventState.ToModerate => new("À modérer", "To moderate"),
        EventState.Ready => new("Prêt", "Ready"),
        EventState.Published => new("Publié", "Published"),
        EventState.Refused => new("Refusé", "Refused"),
        _ => new("Retiré", "Withdrawn"),
    };

    public static string Tone(EventState state) => state switch { EventState.Published => "ok", EventState.ToModerate => "warn", EventState.Ready => "info", EventState.Refused => "bad", _ => "" };

    /// <summary>When it is, whole days without an hour: « jeudi 10 décembre 2026, 9 h à 12 h ».</summary>
    public static string When(this Words words, DateTimeOffset starts, DateTimeOffset ends, bool isAllDay)
    {
        if (!isAllDay) return starts == ends ? $"{words.Weekday(starts)}, {words.Hour(starts)}" : words.Span(starts, ends);
        var (first, last) = (Paris.Day(starts), Paris.Day(ends.AddTicks(-1)));
        return last <= first ? words.Weekday(starts) : words[$"du {words.Weekday(starts)} au {words.Weekday(ends.AddTicks(-1))}", $"from {words.Weekday(starts)} to {words.Weekday(ends.AddTicks(-1))}"];
    }
}
