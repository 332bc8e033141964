using Terril.Shared.PersonalData;

namespace Terril.Privacy;

/// <summary>Why this room keeps data about people: the law asks it to prove and to answer.</summary>
internal static class PrivacyPurposes
{
    public static Purpose Consents { get; } = new("privacy.consents",
        new("Prouver et respecter les consentements", "Proving and keeping to consents"),
        new("Nous devons pouvoir montrer à quoi vous avez dit oui, et ne plus écrire à qui a dit non.", "We must be able to show what you said yes to, and not to write again to whoever said no."),
        LegalBasis.LegalDuty);

    public static Purpose Requests { get; } = new("privacy.requests",
        new("Répondre à vos demandes sur vos données", "Answering your requests about your data"),
        new("Vous donner accès à vos données, répondre à vos demandes dans le délai légal, et pouvoir montrer que nous l’avons fait.", "To give you access to your data, answer your requests within the time of the law, and be able to show that we did."),
        LegalBasis.LegalDuty);
}
