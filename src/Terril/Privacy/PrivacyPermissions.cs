namespace Terril.Privacy;

/// <summary>What this room allows.</summary>
public static class PrivacyPermissions
{
    /// <summary>Read what people ask about their data, and answer.</summary>
    public const string Reply = "privacy.reply";

    /// <summary>Decide who answers for a purpose, on what basis, and for how long data is kept.</summary>
    public const string Decide = "privacy.decide";
}
