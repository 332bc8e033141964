using Terril.Shared.Desk;

namespace Terril.Actions.Moderating;

/// <summary>Where the back office of the census is.</summary>
public static class ActionsDesk
{
    public const string Root = DeskEntries.Root + "/actions";

    /// <summary>Of a member: the actions of their organisation.</summary>
    public const string Own = DeskEntries.Root + "/organisation/actions";
}
