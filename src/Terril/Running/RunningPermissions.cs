namespace Terril.Running;

/// <summary>What this room allows.</summary>
public static class RunningPermissions
{
    public const string SeeFiles = "running.see-files";
}
