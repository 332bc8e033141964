using Terril.Shared.Desk;

namespace Terril.Agenda.Moderating;

/// <summary>Where the back office of the agenda is.</summary>
public static class AgendaDesk
{
    public const string Root = DeskEntries.Root + "/agenda";

    public const string Feeds = Root + "/flux";

    /// <summary>Of a member: the events of their organisation.</summary>
    public const string Own = DeskEntries.Root + "/organisation/agenda";
}
