namespace Terril.Observatory.Boundaries;

/// <summary>A feature of a GeoJSON as it stands: its properties that are text or number, and its rings.</summary>
internal sealed record Feature(int Number, IReadOnlyDictionary<string, string> Properties, IReadOnlyList<Ring> Rings)
{
    private const int CodeLength = 5;

    /// <summary>Five characters, as 59183 or 2A004; a number that lost its zero is given it back.</summary>
    public string? Code(string property) =>
        Properties.TryGetValue(property, out var said) && said.Length > 0 && said.Length <= CodeLength && said.All(char.IsAsciiLetterOrDigit) ? said.PadLeft(CodeLength, '0') : null;
}
