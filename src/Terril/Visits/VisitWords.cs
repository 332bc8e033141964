using Terril.Observatory;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits;

/// <summary>How what this room keeps is said.</summary>
public static class VisitWords
{
    public static Text Role(VisitorRole role) => role switch
    {
        VisitorRole.Elected => new("Élue, élu", "Elected representative"),
        VisitorRole.Officer => new("Agent de collectivité ou de l’État", "Officer of a public body"),
        VisitorRole.Association => new("Association", "Association"),
        VisitorRole.Company => new("Entreprise", "Company"),
        VisitorRole.Teaching => new("Enseignement, recherche, études", "Teaching, research, studies"),
        VisitorRole.Resident => new("Habitante, habitant", "Resident"),
        _ => new("Autre", "Other"),
    };

    public static Text State(RegistrationState state) => state switch
    {
        RegistrationState.Confirmed => new("inscription confirmée", "registration confirmed"),
        RegistrationState.Waiting => new("en liste d’attente", "on the waiting list"),
        RegistrationState.Offered => new("places gardées pour vous, à accepter", "places held for you, to be accepted"),
        RegistrationState.Cancelled => new("inscription annulée", "registration cancelled"),
        RegistrationState.Refused => new("places laissées à d’autres", "places left to others"),
        RegistrationState.Expired => new("proposition restée sans réponse", "offer not answered in time"),
        _ => new("terminée", "over"),
    };

    public static Text Rule(WaitingRule rule) => rule switch
    {
        WaitingRule.StrictOrder => new(
            "La liste d’attente suit l’ordre d’arrivée : si un groupe ne tient pas dans les places libres, on attend pour lui, sauf s’il est plus grand que ce que la visite accueille.",
            "The waiting list follows the order of arrival: while a group does not fit in the places that are free, one waits for it, unless it is larger than what the visit takes."),
        _ => new(
            "La liste d’attente suit l’ordre d’arrivée ; quand un groupe ne tient pas dans les places libres, une inscription plus petite peut passer, et le groupe garde son rang.",
            "The waiting list follows the order of arrival; when a group does not fit in the places that are free, a smaller party may pass, and the group keeps its rank."),
    };

    public static Text Event(TrailKind kind) => kind switch
    {
        TrailKind.Confirmed => new("places confirmées", "places confirmed"),
        TrailKind.Waits => new("mise en liste d’attente", "put on the waiting list"),
        TrailKind.Offered => new("places proposées", "places offered"),
        TrailKind.OfferedAgain => new("délai prolongé : notre courriel n’était pas parti", "more time to answer: our e-mail had not left"),
        TrailKind.Accepted => new("places acceptées", "places accepted"),
        TrailKind.Refused => new("places laissées à d’autres", "places left to others"),
        TrailKind.Expired => new("proposition restée sans réponse", "offer not answered in time"),
        TrailKind.Cancelled => new("inscription annulée", "registration cancelled"),
        TrailKind.SizeChanged => new("nombre de places modifié", "number of places changed"),
        TrailKind.NamesChanged => new("noms modifiés", "names changed"),
        TrailKind.StopsChanged => new("étapes modifiées", "stops changed"),
        TrailKind.StopGiven => new("places obtenues à une étape", "places given at a stop"),
        TrailKind.SessionMoved => new("visite déplacée", "visit moved"),
        TrailKind.SessionCancelled => new("visite annulée", "visit cancelled"),
        TrailKind.Passed => new("une inscription plus petite est passée, votre rang est gardé", "a smaller party passed, your rank is kept"),
        TrailKind.CapacityChanged => new("nombre de places de la visite modifié", "places of the visit changed"),
        _ => new("la visite a commencé", "the visit has begun"),
    };

    /// <summary>Empty where there is nothing to explain.</summary>
    public static Text Reason(TrailReason reason) => reason switch
    {
        TrailReason.PlacesLeft => new("il restait des places", "places were left"),
        TrailReason.SomebodyCancelled => new("une inscription a été annulée", "a registration was cancelled"),
        TrailReason.SomebodyIsFewer => new("une inscription a changé de taille ou d’étape", "a party changed its size or its stops"),
        TrailReason.OfferRefused => new("une proposition a été refusée", "an offer was refused"),
        TrailReason.OfferExpired => new("une proposition est restée sans réponse", "an offer was not answered in time"),
        TrailReason.CapacityRaised => new("la visite accueille plus de monde", "the visit takes more people"),
        TrailReason.ByThePerson => new("à votre demande", "as you asked"),
        TrailReason.ByStaff => new("par l’équipe", "by the team"),
        TrailReason.TooLarge => new("votre groupe est plus grand que ce que la visite, ou l’étape, accueille : demandez moins de places", "your party is larger than what the visit, or the stop, takes: ask for fewer places"),
        _ => new("", ""),
    };
}
