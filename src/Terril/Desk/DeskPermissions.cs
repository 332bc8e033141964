namespace Terril.Desk;

/// <summary>What this room allows.</summary>
public static class DeskPermissions
{
    public const string Enter = "desk.enter";
    public const string ReadTrail = "desk.read-trail";
}
