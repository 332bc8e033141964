using Terril.Privacy.Public;
using Terril.Shared.PersonalData;

namespace Terril.Visits;

/// <summary>Why this room keeps data about people.</summary>
public static class VisitsPurposes
{
    public static Purpose Registrations { get; } = new("visits.registrations",
        new("Organiser les visites", "Organising visits"),
        new("Savoir qui vient et qui attend, vous écrire si la visite change, et compter ce qu’elle a apporté.", "To know who comes and who waits, write to you if the visit changes, and count what it brought."),
        LegalBasis.PublicInterest);

    public static Purpose Needs { get; } = new("visits.needs",
        new("Bien vous accueillir", "Receiving you well"),
        new("Préparer l’accès, le repas ou l’interprète que vous avez demandés. Lu par l’équipe des visites, jamais exporté.", "To prepare the access, meal or interpreter that you asked for. Read by the team of visits, never exported."),
        LegalBasis.Consent);

    public static ConsentWording NeedsWords { get; } = new(Needs.Key, 1, new(
        "Lu par l’équipe des visites, jamais exporté, effacé 30 jours après la visite. Tout est facultatif ; ce que vous y écrivez, vous acceptez que nous le lisions pour vous accueillir.",
        "Read by the team of visits, never exported, erased 30 days after the visit. All is optional; what you write there, you agree that we read it to receive you."));

    public static Purpose CarSharing { get; } = new("visits.car-sharing",
        new("Covoiturage vers les visites", "Car sharing to visits"),
        new("Vous mettre en relation avec les autres personnes inscrites qui le souhaitent.", "To put you in touch with the other people who registered and wish so."),
        LegalBasis.Consent);

    public static ConsentWording CarSharingWords { get; } = new(CarSharing.Key, 1, new(
        "Je souhaite être mis en relation pour un covoiturage : mon nom et mon adresse électronique sont donnés aux autres volontaires inscrits à la même visite.",
        "I wish to be put in touch to share cars: my name and e-mail address are given to the others who agreed and registered for the same visit."));
}
