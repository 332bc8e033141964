namespace Terril.Visits;

/// <summary>What this room allows.</summary>
public static class VisitsPermissions
{
    /// <summary>The catalogue, the sessions, and who comes.</summary>
    public const string Organise = "visits.organise";

    /// <summary>What people need to be well received: perhaps data about health, apart from the rest.</summary>
    public const string ReadNeeds = "visits.read-needs";
}
