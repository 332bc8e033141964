using Terril.Observatory;
using Terril.Shared.Wording;
using Terril.Visits.Registering;

namespace Terril.Visits.Day;

/// <summary>How the day of a visit is said.</summary>
public static class DayWords
{
    /// <summary>What somebody comes as, if they said it.</summary>
    public static Text RoleName(VisitorRole? role) => role is { } said ? VisitWords.Role(said) : new("Non précisé", "Not said");

    public static string People(this Words words, int count) => words.Count(count, "personne", "personnes", "person", "people");
}
