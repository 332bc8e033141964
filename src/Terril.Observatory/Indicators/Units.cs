namespace Terril.Observatory.Indicators;

/// <summary>Conversion of units. A unit is a quantity, or a quantity per another (<c>kg/hab</c>).</summary>
/// <remarks>
/// Final energy: 1 tep = 11.63 MWh (International Energy Agency convention). Energy by higher and lower heating value
/// (PCS, PCI) is never converted into the other. A mass of gas in CO₂ equivalent is not a mass of waste.
/// </remarks>
public static class Units
{
    private static readonly Dictionary<string, (string Dimension, double Factor)> Known = new(StringComparer.Ordinal)
    {
        ["g"] = ("mass", 1e-6), ["kg"] = ("mass", 1e-3), ["t"] = ("mass", 1), ["kt"] = ("mass", 1e3), ["Mt"] = ("mass", 1e6),
        ["Wh"] = ("energy", 1e-6), ["kWh"] = ("energy", 1e-3), ["MWh"] = ("energy", 1), ["GWh"] = ("energy", 1e3), ["TWh"] = ("energy", 1e6),
        ["J"] = ("energy", 1 / 3.6e9), ["kJ"] = ("energy", 1 / 3.6e6), ["MJ"] = ("energy", 1 / 3.6e3), ["GJ"] = ("energy", 1 / 3.6), ["TJ"] = ("energy", 1e3 / 3.6), ["PJ"] = ("energy", 1e6 / 3.6),
        ["tep"] = ("energy", 11.63), ["ktep"] = ("energy", 11.63e3), ["Mtep"] = ("energy", 11.63e6),
        ["toe"] = ("energy", 11.63), ["ktoe"] = ("energy", 11.63e3), ["Mtoe"] = ("energy", 11.63e6),
        ["W"] = ("power", 1e-6), ["kW"] = ("power", 1e-3), ["MW"] = ("power", 1), ["GW"] = ("power", 1e3),
        ["mm"] = ("length", 1e-3), ["cm"] = ("length", 1e-2), ["m"] = ("length", 1), ["km"] = ("length", 1e3),
        ["m2"] = ("area", 1e-4), ["ha"] = ("area", 1), ["km2"] = ("area", 100),
        ["L"] = ("volume", 1e-3), ["m3"] = ("volume", 1), ["hm3"] = ("volume", 1e6),
        ["€"] = ("money", 1), ["k€"] = ("money", 1e3), ["M€"] = ("money", 1e6),
        ["s"] = ("time", 1 / 3600d), ["min"] = ("time", 1 / 60d), ["h"] = ("time", 1), ["d"] = ("days", 1), ["an"] = ("years", 1),
        ["hab"] = ("inhabitants", 1), ["khab"] = ("inhabitants", 1e3),
        ["1"] = ("share", 1), ["%"] = ("share", 1e-2), ["‰"] = ("share", 1e-3),
        ["°C"] = ("temperature", 1),
    };

    private static readonly (string Suffix, string Dimension)[] Kinds =
    [
        (" CO2e", "co2e"), ("CO2e", "co2e"), (" éq. CO2", "co2e"), ("eq CO2", "co2e"), (" PCS", "hhv"), (" PCI", "lhv"),
    ];

    /// <summary>
    /// What a value in <paramref name="from"/> is multiplied by to be in <paramref name="to"/>; null when the two measure different things
    /// or one of them is not known. Any unit converts to itself, known or not.
    /// </summary>
    public static double? Factor(string from, string to)
    {
        if (from == to) return 1;
        var (fromTop, fromBottom) = Split(from);
        var (toTop, toBottom) = Split(to);
        var top = Simple(fromTop, toTop);
        var bottom = (fromBottom, toBottom) switch
        {
            (null, null) => 1,
            ({ } a, { } b) => Simple(a, b),
            _ => null,
        };
        return top / bottom;
    }

    /// <summary>A value times a factor of <see cref="Factor"/>; divided by its inverse where that is a whole number, so that 47 983 kt are 47.983 Mt to the last bit.</summary>
    public static double Convert(double value, double factor) => Inverse(factor) is > 0 and var inverse ? value / inverse : value * factor;

    /// <summary>The inverse of a factor below one, where that is a whole number; 0 otherwise.</summary>
    internal static double Inverse(double factor)
    {
        var inverse = Math.Round(1 / factor);
        return factor < 1 && Math.Abs((inverse * factor) - 1) < 1e-12 ? inverse : 0;
    }

    private static double? Simple(string from, string to)
    {
        if (from == to) return 1;
        return Find(from) is { } a && Find(to) is { } b && a.Dimension == b.Dimension ? a.Factor / b.Factor : null;
    }

    private static (string Dimension, double Factor)? Find(string unit)
    {
        unit = unit.Trim();
        if (Known.TryGetValue(unit, out var known)) return known;
        foreach (var (suffix, dimension) in Kinds)
            if (unit.EndsWith(suffix, StringComparison.Ordinal) && Known.TryGetValue(unit[..^suffix.Length].Trim(), out known))
                return (known.Dimension + " " + dimension, known.Factor);
        return null;
    }

    private static (string Top, string? Bottom) Split(string unit)
    {
        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (unit, null) : (unit[..slash], unit[(slash + 1)..]);
    }
}
