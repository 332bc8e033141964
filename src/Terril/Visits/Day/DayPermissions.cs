namespace Terril.Visits.Day;

/// <summary>What the day of a visit allows, and to whom.</summary>
public static class DayPermissions
{
    /// <summary>Reads who is expected, prints lists and badges, notes who is there.</summary>
    public const string Welcome = "visits.welcome";

    /// <summary>Has the needs of those who come printed on the list.</summary>
    public const string Needs = "visits.welcome-needs";
}
