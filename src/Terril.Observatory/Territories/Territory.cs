namespace Terril.Observatory.Territories;

/// <summary>The levels of the official lists; a site may add others, such as <c>station</c>.</summary>
public static class Level
{
    /// <summary>Municipality, code of the COG.</summary>
    public const string Commune = "commune";

    /// <summary>Inter-municipal body with its own tax, by SIREN. Not a child of a department.</summary>
    public const string Epci = "epci";

    /// <summary>Department.</summary>
    public const string Department = "department";

    /// <summary>Region.</summary>
    public const string Region = "region";

    /// <summary>The country, code <c>FR</c>: the 101 departments, overseas collectivities apart.</summary>
    public const string Country = "country";

    /// <summary>From the finest to the coarsest.</summary>
    public static readonly IReadOnlyList<string> Official = [Commune, Epci, Department, Region, Country];
}

/// <summary>A level and a code, written <c>level:code</c>. A code has a meaning in one vintage only.</summary>
public readonly record struct TerritoryId(string Level, string Code)
{
    /// <summary>Reads <c>level:code</c>.</summary>
    public static bool TryParse(string? text, out TerritoryId id)
    {
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        id = colon > 0 && colon < text!.Length - 1 ? new(text[..colon], text[(colon + 1)..]) : default;
        return id != default;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Level}:{Code}";
}

/// <summary>A territory in one vintage.</summary>
/// <param name="Level">One of <see cref="Territories.Level"/>, or a level the site adds.</param>
/// <param name="Code">Code as text, leading zeros kept.</param>
/// <param name="Name">Official name.</param>
/// <param name="Index">Place among the territories of its level, sorted by code (ordinal), from 0.</param>
public sealed record Territory(string Level, string Code, string Name, int Index)
{
    /// <summary>For an EPCI its legal form (<c>CC</c>, <c>CA</c>, <c>CU</c>, <c>METRO</c>, <c>MET69</c>); otherwise empty.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Municipal population of the official list of this vintage; none where the list has none. For upper levels, the sum.</summary>
    public int? Population { get; init; }

    /// <summary>Postcodes of a commune.</summary>
    public IReadOnlyList<string> Postcodes { get; init; } = [];

    /// <summary>Level and code.</summary>
    public TerritoryId Id => new(Level, Code);
}
