namespace Terril.Visits.After;

/// <summary>What comes after a visit, and who may do it.</summary>
public static class AfterPermissions
{
    /// <summary>Writes the report of a session and publishes it.</summary>
    public const string Report = "visits.report";

    /// <summary>Reads what a visit brought, answers included.</summary>
    public const string Figures = "visits.figures";
}
