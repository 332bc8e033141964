namespace Terril.Site.Accessibility;

/// <summary>The criteria of RGAA 4.1: 106, in thirteen themes.</summary>
public static class Rgaa
{
    private static readonly int[] s_themes = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

    /// <summary>Their numbers, in order: 1.1 to 13.12.</summary>
    public static IReadOnlyList<string> Criteria { get; } = [.. s_themes.SelectMany((count, theme) => Enumerable.Range(1, count).Select(n => $"{theme + 1}.{n}"))];

    /// <summary>Pages that a sample must hold (compliance is of the site, not of its best pages).</summary>
    public static IReadOnlyList<string> Required { get; } = ["/", "/contact", "/mentions-legales", "/accessibilite", "/plan-du-site", "/connexion"];
}
