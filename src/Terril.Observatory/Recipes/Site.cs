using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Recipes;

/// <summary>An observatory as its site folder describes it. See <c>recipes</c> in the documentation.</summary>
public sealed record Site
{
    /// <summary>Name of the observatory.</summary>
    public required Text Name { get; init; }

    /// <summary>The centre that runs it, one line.</summary>
    public Text Centre { get; init; }

    /// <summary>Level of what is built and shown: <c>region</c>, <c>department</c>, or <c>country</c> for all.</summary>
    public required string ScopeLevel { get; init; }

    /// <summary>Codes of that level; empty for the whole country.</summary>
    public required IReadOnlyList<string> ScopeCodes { get; init; }

    /// <summary>Vintage releases are published in.</summary>
    public required int Vintage { get; init; }

    /// <summary>Languages offered.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["fr", "en"];

    /// <summary>Rooms switched on.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>Indicators shown first, on the home page and at the head of a sheet.</summary>
    public IReadOnlyList<string> KeyIndicators { get; init; } = [];

    /// <summary>Those of a level, where the site tells them apart; <see cref="KeyIndicators"/> elsewhere.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> KeyIndicatorsByLevel { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Themes in display order.</summary>
    public IReadOnlyList<Theme> Themes { get; init; } = [];

    /// <summary>Labels of breakdowns, by dimension id.</summary>
    public IReadOnlyList<DimensionLabels> Labels { get; init; } = [];

    /// <summary>Every indicator, the built-in <c>population</c> first, then by file and order.</summary>
    public required IReadOnlyList<Indicator> Indicators { get; init; }

    /// <summary>Every source, by id; in a release, the official lists too.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>Every target.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>Territories that the official lists lack.</summary>
    public IReadOnlyList<AddedTerritory> Territories { get; init; } = [];

    /// <summary>Where each EPCI stands on the tile map.</summary>
    public IReadOnlyList<Tile> Tiles { get; init; } = [];

    /// <summary>An indicator by id.</summary>
    public Indicator? Indicator(string id) => Indicators.FirstOrDefault(i => i.Id == id);

    /// <summary>Label of a code of a dimension; the code itself when the site gives none.</summary>
    public Text Label(string dimension, string code) =>
        Labels.FirstOrDefault(l => l.Dimension == dimension)?.Codes.FirstOrDefault(c => c.Code == code)?.Name ?? Text.Same(code);
}

/// <summary>A theme of indicators.</summary>
public sealed record Theme(string Id, Text Name);

/// <summary>The names of a dimension and of its codes.</summary>
public sealed record DimensionLabels(string Dimension, Text Name, IReadOnlyList<CodeLabel> Codes);

/// <summary>The name of a code.</summary>
public sealed record CodeLabel(string Code, Text Name);

/// <summary>A square of the tile map, column and row from 1.</summary>
public sealed record Tile(string Code, string Short, int Column, int Row);
