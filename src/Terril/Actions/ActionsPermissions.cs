namespace Terril.Actions;

/// <summary>What this room allows.</summary>
public static class ActionsPermissions
{
    /// <summary>The whole census: what is proposed, published, merged, imported.</summary>
    public const string Moderate = "actions.moderate";

    /// <summary>The actions that one’s own organisation leads, and no other.</summary>
    public const string Own = "actions.own";
}
