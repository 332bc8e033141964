using Terril.Shared.PersonalData;

namespace Terril.Collectives;

/// <summary>Why this room keeps data about people.</summary>
public static class CollectivesPurposes
{
    public static Purpose Requests { get; } = new("collectives.requests",
        new("Répondre aux demandes d’adhésion", "Answering requests to join"),
        new("Savoir qui demande pour une organisation, vérifier son adresse et lui répondre.", "To know who asks for an organisation, verify their address and answer them."),
        LegalBasis.PublicInterest);
}
