namespace Terril.Shared.Database;

/// <summary>
/// A list of names in one column, each between two spaces: <c>" epci:200093201 commune:59350 "</c>. What has one of them is found
/// by <c>Contains(SpacedKeys.One(key))</c>, which both databases understand.
/// </summary>
public static class SpacedKeys
{
    public static string Of(params IEnumerable<string> keys)
    {
        var all = string.Join(' ', keys.Select(k => k.Trim()).Where(k => k.Length > 0 && !k.Any(char.IsWhiteSpace)).Distinct(StringComparer.Ordinal));
        return all.Length == 0 ? "" : One(all);
    }

    /// <summary>As it stands in a list.</summary>
    public static string One(string key) => $" {key} ";

    public static IReadOnlyList<string> List(string keys) => keys.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
