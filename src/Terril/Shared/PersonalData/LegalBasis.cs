using Terril.Observatory;

namespace Terril.Shared.PersonalData;

/// <summary>What allows data about a person to be kept: one for each purpose, chosen by its controller.</summary>
public enum LegalBasis
{
    Consent,
    Contract,
    LegitimateInterest,
    LegalDuty,
    PublicInterest,
}

/// <summary>What a person may ask. Which of them depends on the legal basis, and on nothing else.</summary>
public enum Right
{
    Access,
    Rectification,
    Erasure,
    Restriction,
    Portability,
    Objection,
    Withdrawal,
}

/// <summary>The rights that each legal basis gives: GDPR articles 7 and 15 to 21, as tabled by the CNIL in sheet 15 of its guide for developers.</summary>
public static class Rights
{
    public static IReadOnlyList<Right> Of(LegalBasis basis) => basis switch
    {
        LegalBasis.Consent => [Right.Access, Right.Rectification, Right.Erasure, Right.Restriction, Right.Portability, Right.Withdrawal],
        LegalBasis.Contract => [Right.Access, Right.Rectification, Right.Erasure, Right.Restriction, Right.Portability],
        LegalBasis.LegitimateInterest => [Right.Access, Right.Rectification, Right.Erasure, Right.Restriction, Right.Objection],
        LegalBasis.LegalDuty => [Right.Access, Right.Rectification, Right.Restriction],
        LegalBasis.PublicInterest => [Right.Access, Right.Rectification, Right.Restriction, Right.Objection],
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "Not a legal basis."),
    };

    public static bool Give(this LegalBasis basis, Right right) => Of(basis).Contains(right);

    /// <summary>How a legal basis is called.</summary>
    public static Text Name(this LegalBasis basis) => basis switch
    {
        LegalBasis.Consent => new("votre consentement", "your consent"),
        LegalBasis.Contract => new("un contrat avec vous", "a contract with you"),
        LegalBasis.LegitimateInterest => new("un intérêt légitime", "a legitimate interest"),
        LegalBasis.LegalDuty => new("une obligation légale", "a legal duty"),
        _ => new("une mission d’intérêt public", "a public-interest mission"),
    };

    /// <summary>How a right is called.</summary>
    public static Text Name(this Right right) => right switch
    {
        Right.Access => new("voir et recevoir une copie", "see it and receive a copy"),
        Right.Rectification => new("faire corriger", "have it corrected"),
        Right.Erasure => new("faire effacer", "have it erased"),
        Right.Restriction => new("faire geler l’usage", "have its use frozen"),
        Right.Portability => new("emporter dans un format réutilisable", "take it away in a reusable format"),
        Right.Objection => new("vous opposer", "object"),
        _ => new("retirer votre consentement", "withdraw your consent"),
    };
}
