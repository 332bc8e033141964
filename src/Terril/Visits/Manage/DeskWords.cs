using Terril.Observatory;
using Terril.Shared.Wording;
using Terril.Visits.Catalogue;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage;

/// <summary>How the desk says what this room keeps.</summary>
internal static class DeskWords
{
    public static Text State(SessionState state) => state switch
    {
        SessionState.Draft => new("Brouillon", "Draft"),
        SessionState.Published => new("Publiée", "Published"),
        SessionState.Moved => new("Déplacée", "Moved"),
        SessionState.Cancelled => new("Annulée", "Cancelled"),
        _ => new("Terminée", "Done"),
    };

    public static string Tone(SessionState state) => state switch
    {
        SessionState.Published => "ok",
        SessionState.Moved => "info",
        SessionState.Cancelled => "bad",
        _ => "",
    };

    public static Text State(RegistrationState state) => state switch
    {
        RegistrationState.Confirmed => new("Confirmée", "Confirmed"),
        RegistrationState.Waiting => new("En attente", "Waiting"),
        RegistrationState.Offered => new("Places proposées", "Places offered"),
        RegistrationState.Cancelled => new("Annulée", "Cancelled"),
        RegistrationState.Refused => new("A refusé", "Refused"),
        RegistrationState.Expired => new("Sans réponse", "No answer"),
        _ => new("Terminée", "Over"),
    };

    public static string Tone(RegistrationState state) => state switch
    {
        RegistrationState.Confirmed => "ok",
        RegistrationState.Waiting => "warn",
        RegistrationState.Offered => "info",
        _ => "",
    };

    public static Text Rule(WaitingRule rule) => rule switch
    {
        WaitingRule.StrictOrder => new("Ordre d’arrivée strict : tant que le premier ne tient pas, on l’attend", "Strict order of arrival: while the first does not fit, one waits for them"),
        _ => new("Ordre d’arrivée, mais un plus petit groupe passe quand le premier ne tient pas", "Order of arrival, but a smaller party passes when the first does not fit"),
    };

    public static Text Audience(Audience audience) => audience switch
    {
        Visits.Sessions.Audience.Group => new("À un groupe, sans inscription sur le site", "To a group, without registration on the site"),
        _ => new("À tout le monde", "To everybody"),
    };

    public static Text People(PeopleInPhoto people) => people switch
    {
        PeopleInPhoto.Nobody => new("Personne ne se reconnaît", "Nobody can be recognised"),
        PeopleInPhoto.Agreed => new("Chaque personne reconnaissable a donné son accord écrit", "Each person who can be recognised agreed in writing"),
        _ => new("Pas encore dit", "Not said yet"),
    };

    /// <summary>What organisation somebody belongs to, by what they come as.</summary>
    public static Text Kind(VisitorRole role) => role switch
    {
        VisitorRole.Elected or VisitorRole.Officer => new("Collectivité ou État", "Public body"),
        VisitorRole.Association => new("Association", "Association"),
        VisitorRole.Company => new("Entreprise", "Company"),
        VisitorRole.Teaching => new("Enseignement, recherche", "Teaching, research"),
        VisitorRole.Resident => new("À titre personnel", "On their own behalf"),
        _ => new("Autre", "Other"),
    };

    /// <summary>An act of the trail about a registration.</summary>
    public static Text Act(string act) => act switch
    {
        "visits.registration.confirm" => new("a confirmé, en disant pourquoi", "confirmed, saying why"),
        "visits.registration.cancel" => new("a annulé", "cancelled"),
        "visits.registration.add" => new("a inscrit à la main", "registered by hand"),
        "visits.registration.change" => new("a changé le groupe", "changed the party"),
        "visits.registration.correct" => new("a corrigé la personne", "corrected the person"),
        "visits.registration.readdress" => new("a changé l’adresse", "changed the address"),
        "visits.needs.read" => new("a lu ce qui est demandé pour bien recevoir", "read what is asked to receive well"),
        _ => new(act, act),
    };


    /// <summary>12,50 €; a visit that is free says so.</summary>
    public static string Price(Words words, int cents) => cents == 0 ? words["gratuit", "free"] : $"{words.Number(cents / 100.0, cents % 100 == 0 ? 0 : 2)}\u00a0€";

    public static string People(Words words, int count) => words.Count(count, "personne", "personnes", "person", "people");
}
