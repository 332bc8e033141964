namespace Terril.Observatory.Territories;

/// <summary>A commune that became others, or another code, since 2019; its own code may go on with another meaning.</summary>
/// <param name="Effective">Day from which the list has changed.</param>
/// <param name="Code">Code before.</param>
/// <param name="Name">Name before.</param>
/// <param name="Into">Codes and names after.</param>
internal sealed record OfficialMovement(DateOnly Effective, string Code, string Name, params (string Code, string Name)[] Into);

/// <summary>
/// The movements that the lists themselves do not tell: a re-established commune names no ancestor, a code changes meaning.
/// Mergers and what they leave behind are in the lists (delegated communes, former codes).
/// Source: INSEE, Code officiel géographique, mouvements de communes (MOD 21 re-establishment, MOD 50 change of code after a change
/// of seat), events from 2 January 2019 to 1 January 2026.
/// </summary>
internal static class Movements
{
    public static readonly IReadOnlyList<OfficialMovement> Known =
    [
        new(new(2019, 12, 31), "14712", "Saline", ("14666", "Sannerville"), ("14712", "Troarn")),
        new(new(2021, 1, 1), "27676", "Les Trois Lacs", ("27058", "Les Trois Lacs")),
        new(new(2023, 1, 1), "27058", "Les Trois Lacs", ("27676", "Les Trois Lacs")),
        new(new(2024, 1, 1), "60054", "Les Hauts-Talican", ("60054", "Beaumont-les-Nonains"), ("60694", "Les Hauts-Talican")),
        new(new(2024, 1, 1), "85084", "Essarts en Bocage", ("85084", "Essarts-en-Bocage"), ("85165", "L'Oie"), ("85212", "Sainte-Florence")),
        new(new(2024, 3, 4), "12076", "Conques-en-Rouergue", ("12218", "Conques-en-Rouergue")),
        new(new(2024, 3, 15), "69159", "Porte des Pierres Dorées", ("69114", "Porte des Pierres Dorées")),
        new(new(2024, 4, 24), "14011", "Aurseulles", ("14581", "Aurseulles")),
        new(new(2025, 1, 1), "49069", "Orée d'Anjou", ("49126", "Orée d'Anjou")),
        new(
            new(2025, 1, 1),
            "15141",
            "Neussargues en Pinatelle",
            ("15031", "Celles"),
            ("15035", "Chalinargues"),
            ("15047", "Chavagnac"),
            ("15141", "Neussargues-Moissac"),
            ("15171", "Sainte-Anastasie")),
    ];

    /// <summary>Those that took effect after the list of <paramref name="earlier"/> and up to that of <paramref name="later"/>, by code.</summary>
    public static Dictionary<string, OfficialMovement> Between(int earlier, int later) =>
        Known.Where(m => m.Effective > new DateOnly(earlier, 1, 1) && m.Effective <= new DateOnly(later, 1, 1))
            .ToDictionary(m => m.Code, StringComparer.Ordinal);
}
