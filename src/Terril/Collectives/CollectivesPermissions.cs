namespace Terril.Collectives;

/// <summary>What this room allows.</summary>
public static class CollectivesPermissions
{
    /// <summary>All organisations and collectives, and who asks to join.</summary>
    public const string Keep = "collectives.keep";

    /// <summary>One’s own organisation, and no other.</summary>
    public const string Own = "collectives.own";
}
