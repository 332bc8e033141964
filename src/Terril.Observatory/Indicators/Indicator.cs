namespace Terril.Observatory.Indicators;

/// <summary>The nature of what is measured.</summary>
public enum IndicatorKind
{
    /// <summary>A quantity over a period.</summary>
    Flow,

    /// <summary>A quantity at a moment.</summary>
    Stock,

    /// <summary>A quantity for another.</summary>
    Ratio,

    /// <summary>A quantity against a base.</summary>
    Index,
}

/// <summary>How the value of a territory follows from its members.</summary>
public enum Aggregation
{
    /// <summary>The sum of its communes.</summary>
    Sum,

    /// <summary>Numerator and denominator aggregated, then divided.</summary>
    Ratio,

    /// <summary>Mean of its members weighted by another indicator.</summary>
    Mean,

    /// <summary>Only what the source publishes.</summary>
    None,
}

/// <summary>Which way is better.</summary>
public enum Direction
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>Down.</summary>
    Lower,

    /// <summary>Up.</summary>
    Higher,
}

/// <summary>What is measured.</summary>
public sealed record Indicator
{
    /// <summary>Dotted, lower case, stable for ever.</summary>
    public required string Id { get; init; }

    /// <summary>Full name.</summary>
    public required Text Name { get; init; }

    /// <summary>Name for a card or a table head; the full name when not said.</summary>
    public required Text Short { get; init; }

    /// <summary>Fifty words at most.</summary>
    public Text Definition { get; init; }

    /// <summary>What the figure must not be made to say.</summary>
    public Text Note { get; init; }

    /// <summary>Id of a theme.</summary>
    public string Theme { get; init; } = "";

    /// <summary>Unit of the values in a release.</summary>
    public required string Unit { get; init; }

    /// <summary>Flow, stock, ratio or index.</summary>
    public IndicatorKind Kind { get; init; }

    /// <summary>How it goes up the territories.</summary>
    public Aggregation Aggregate { get; init; }

    /// <summary>For <see cref="Aggregation.Ratio"/>: of what over what.</summary>
    public RatioRule? Ratio { get; init; }

    /// <summary>For <see cref="Aggregation.Mean"/>: id of the weighting indicator.</summary>
    public string? Weight { get; init; }

    /// <summary>Dimensions in the order declared; empty when there is only a total.</summary>
    public IReadOnlyList<Dimension> Breakdown { get; init; } = [];

    /// <summary>Which way is better.</summary>
    public Direction Direction { get; init; }

    /// <summary>Decimals shown; as published when not said.</summary>
    public int? Decimals { get; init; }

    /// <summary>No percentage of change is shown on a base under this.</summary>
    public double? Floor { get; init; }
}

/// <summary>A ratio: <c>numerator ÷ denominator × factor</c>.</summary>
/// <param name="Numerator">Indicator id.</param>
/// <param name="Denominator">Indicator id.</param>
/// <param name="Factor">From the units of the two to the unit of the ratio.</param>
/// <param name="Within">A denominator of at most that many years away may serve; the value is then estimated.</param>
public sealed record RatioRule(string Numerator, string Denominator, double Factor, int Within);

/// <summary>A dimension of a breakdown with its code list.</summary>
public sealed record Dimension(string Id, IReadOnlyList<string> Codes);

/// <summary>Breakdown keys: <c>type=residual;sector=industry</c> in the indicator's order of dimensions; empty for the total.</summary>
public static class Breakdowns
{
    /// <summary>The key of some codes, one a dimension, null where the dimension is summed over.</summary>
    public static string Key(IReadOnlyList<Dimension> dimensions, IReadOnlyList<string?> codes) =>
        string.Join(';', dimensions.Select((d, i) => codes[i] is { } code ? $"{d.Id}={code}" : null).Where(part => part is not null));

    /// <summary>The codes of a key, one a dimension, null where it is summed over; null when the key is not one of the indicator's.</summary>
    public static string?[]? Codes(IReadOnlyList<Dimension> dimensions, string key)
    {
        var codes = new string?[dimensions.Count];
        if (key.Length == 0) return codes;
        foreach (var part in key.Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var at = equals < 0 ? -1 : dimensions.ToList().FindIndex(d => d.Id == part[..equals]);
            if (at < 0 || codes[at] is not null || !dimensions[at].Codes.Contains(part[(equals + 1)..])) return null;
            codes[at] = part[(equals + 1)..];
        }
        return codes;
    }

    /// <summary>For each dimension that a key sums over, in order, the keys of its codes; none for a key that is not one of the indicator's.</summary>
    public static IEnumerable<IReadOnlyList<string>> Finer(IReadOnlyList<Dimension> dimensions, string key)
    {
        if (Codes(dimensions, key) is not { } codes) yield break;
        for (var d = 0; d < codes.Length; d++)
            if (codes[d] is null)
                yield return [.. dimensions[d].Codes.Select(code => Key(dimensions, [.. codes.Select((c, i) => i == d ? code : c)]))];
    }

    /// <summary>Every key of an indicator, the total first, then by number of dimensions, then in the order of the code lists.</summary>
    public static IReadOnlyList<string> Keys(IReadOnlyList<Dimension> dimensions)
    {
        IEnumerable<string?[]> all = [[]];
        foreach (var dimension in dimensions)
            all = all.SelectMany(head => dimension.Codes.Prepend<string?>(null).Select(code => head.Append(code).ToArray()));
        return [.. all.OrderBy(codes => codes.Count(c => c is not null)).Select(codes => Key(dimensions, codes))];
    }
}
