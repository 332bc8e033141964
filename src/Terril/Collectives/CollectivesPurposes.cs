using Terril.Shared.PersonalData;

namespace Terril.Collectives;

/// <summary>Why this room keeps data about people.</summary>
public static class CollectivesPurposes
{
    public static Purpose Requests { get; } = new("collectives.requests",
        new("Répondre aux demandes d’adhésion", "Answering requests to join"),
        new("Savoir qui demande pour une organisation, vérifier son adresse et lui répondre.", "To know who asks for an organisation, verify their address and answer them."),
        LegalBasis.PublicInterest);

    public static Purpose Contacts { get; } = new("collectives.contacts",
        new("Dire qui joindre dans une organisation", "Saying whom to reach in an organisation"),
        new("Montrer sur la fiche d’une organisation le nom et les coordonnées d’une personne qui l’accepte.", "To show on the page of an organisation the name of a person who agrees to it, and how to reach them."),
        LegalBasis.Consent);
}
