namespace Terril.Agenda;

/// <summary>What this room allows.</summary>
public static class AgendaPermissions
{
    /// <summary>The whole agenda: what is proposed, published, taken out, and the feeds that are read.</summary>
    public const string Moderate = "agenda.moderate";

    /// <summary>The events of one’s own organisation, and no other.</summary>
    public const string Own = "agenda.own";
}
