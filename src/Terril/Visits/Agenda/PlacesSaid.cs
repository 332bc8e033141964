using Terril.Shared.Wording;
using Terril.Visits.Sessions;

namespace Terril.Visits.Agenda;

/// <summary>Where a session stands, in a few words and a tone.</summary>
/// <param name="Tone">Class of the tag.</param>
/// <param name="Short">For a cell of the month; empty where there is nothing to say.</param>
public sealed record PlacesSaid(string Tone, string Words, string Short)
{
    public static PlacesSaid Of(VisitSession s, DateTimeOffset now, Words T)
    {
        if (s.State == SessionState.Cancelled) return new("bad", T["Annulée", "Cancelled"], T["annulée", "cancelled"]);
        if (s.State == SessionState.Done || s.EndsAt <= now) return new("", T["Passée", "Over"], "");
        if (s.Audience == Audience.Group) return new("", s.GroupName.Length > 0 ? T[$"Pour un groupe : {s.GroupName}", $"For a group: {s.GroupName}"] : T["Pour un groupe constitué", "For a group"], "");
        if (s.StartsAt <= now) return new("", T["En cours", "Going on"], "");
        if (s.RegistrationOpensAt > now) return new("info", T[$"Inscriptions à partir du {T.Date(Paris.Day(s.RegistrationOpensAt.Value))}", $"Registration from {T.Date(Paris.Day(s.RegistrationOpensAt.Value))}"], "");
        if (s.ClosesAt <= now) return new("", T["Inscriptions closes", "Registration closed"], T["clos", "closed"]);
        return s.Left > 0
            ? new("ok", T[$"{T.Count(s.Left, "place", "places", "", "")} sur {T.Number(s.Capacity)}", $"{T.Count(s.Left, "", "", "place", "places")} of {T.Number(s.Capacity)}"], "")
            : new("warn", Full(s, T), T["complet", "full"]);
    }

    /// <summary>One may register at this instant and be given a place.</summary>
    public static bool HasPlaces(VisitSession s, DateTimeOffset now) => s.TakesRegistrations(now) && s.Left > 0;

    private static string Full(VisitSession s, Words T) => s.Waiting == 0
        ? T["Complet, liste d’attente ouverte", "Full, waiting list open"]
        : T[$"Complet, {T.Number(s.Waiting)} en attente", $"Full, {T.Number(s.Waiting)} waiting"];
}
