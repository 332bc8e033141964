namespace Terril.Shared.Ui;

/// <summary>A square of the tile map: one territory. <c>q1</c>…<c>q6</c>, <c>hid</c> for a secret, <c>nil</c> for nothing, <c>here</c> for the current one.</summary>
public sealed record MapTile(int Column, int Row, string Css, string Short = "", string Says = "", string? Address = null);

/// <summary>A class of the legend.</summary>
public sealed record MapClass(string Css, string Name);

/// <summary>Where, approached: one square, one territory. It comes after the same list in words, and can be skipped.</summary>
public sealed record TileMap
{
    public required string Name { get; init; }

    public required IReadOnlyList<MapTile> Tiles { get; init; }

    public IReadOnlyList<MapClass> Legend { get; init; } = [];

    public string LegendName { get; init; } = "";

    /// <summary>Row by row: the row is implied by the order, only the column is given.</summary>
    public IEnumerable<MapTile> InOrder => Tiles.OrderBy(t => t.Row).ThenBy(t => t.Column);
}
