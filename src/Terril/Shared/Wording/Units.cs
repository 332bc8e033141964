using System.Collections.Concurrent;

namespace Terril.Shared.Wording;

/// <summary>Units as the site folder writes them, and as they are read on a page.</summary>
public static class Units
{
    private static readonly Dictionary<string, (string Fr, string En)> s_parts = new(StringComparer.Ordinal)
    {
        ["hab"] = ("hab.", "inh."),
        ["day"] = ("jours", "days"),
        ["days"] = ("jours", "days"),
        ["d"] = ("jours", "days"),
        ["degC"] = ("°C", "°C"),
        ["year"] = ("an", "year"),
        ["an"] = ("an", "year"),
        ["index"] = ("", ""),
        ["indice"] = ("", ""),
        ["count"] = ("", ""),
        ["1"] = ("", ""),
        ["point"] = ("points", "points"),
        ["m2"] = ("m²", "m²"),
        ["m3"] = ("m³", "m³"),
        ["km2"] = ("km²", "km²"),
    };

    // As many as the site folders have units.
    private static readonly ConcurrentDictionary<string, (string Fr, string En)> s_read = new(StringComparer.Ordinal);

    /// <summary><c>kg/hab</c> is read « kg/hab. », <c>kt CO2e</c> « kt éq. CO₂ ».</summary>
    public static string In(string unit, bool french)
    {
        var (fr, en) = s_read.GetOrAdd(unit, static unit => (Read(unit, french: true), Read(unit, french: false)));
        return french ? fr : en;
    }

    private static string Read(string unit, bool french) => string.Join('/', unit.Split('/').Select(part => Part(part.Trim(), french)));

    private static string Part(string part, bool french)
    {
        if (s_parts.TryGetValue(part, out var known)) return french ? known.Fr : known.En;

        const string co2 = "CO2e";
        if (!part.EndsWith(co2, StringComparison.Ordinal)) return part;

        var mass = part[..^co2.Length].Trim();
        return french ? $"{mass}\u00a0éq.\u00a0CO₂" : $"{mass}\u00a0CO₂e";
    }
}
