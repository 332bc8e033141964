using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>The intermunicipalities as tiles, in classes of an indicator.</summary>
public sealed class EpciMap(Words T, Links links)
{
    /// <summary>Null when the site draws no tiles or the indicator says nothing of intermunicipalities.</summary>
    public TileMap? Of(Release release, Indicator indicator, string breakdown = "")
    {
        if (release.Site.Tiles.Count == 0 || release.Periods(indicator.Id, breakdown, Level.Epci) is not [.., var period]) return null;

        var slice = release.Map(indicator.Id, breakdown, Level.Epci, period);
        var at = slice.Territories.Select((t, i) => (t.Code, i)).ToDictionary(p => p.Code, p => p.i, StringComparer.Ordinal);
        var classes = ValueClasses.Of(indicator, Level.Epci, slice.Values);
        return new()
        {
            Name = T["Carte en tuiles des intercommunalités", "Tile map of the intermunicipalities"],
            Tiles = [.. release.Site.Tiles.Where(t => at.ContainsKey(t.Code)).Select(t => Tile(t, at[t.Code]))],
            Legend = [.. classes.Legend(T)],
            LegendName = T[$"Légende : {indicator.Short.Fr}, {T.Period(period)}", $"Legend: {indicator.Short.En}, {T.Period(period)}"],
        };

        MapTile Tile(Recipes.Tile tile, int i)
        {
            var (territory, status) = (slice.Territories[i], slice.Statuses[i]);
            return new(tile.Column, tile.Row, classes.Css(slice.Values[i], status), tile.Short, classes.Say(T, territory, slice.Values[i], status), links.Territory(territory));
        }
    }

    /// <summary>Where a territory is among the others; says nothing else.</summary>
    public static TileMap? Place(Release release, Territory epci) => Places(release, [epci]);

    /// <summary>Where some are among the others; null when none of them has a tile.</summary>
    public static TileMap? Places(Release release, IReadOnlyList<Territory> some)
    {
        var codes = some.Where(t => t.Level == Level.Epci).Select(t => t.Code).ToHashSet(StringComparer.Ordinal);
        return release.Site.Tiles.All(t => !codes.Contains(t.Code)) ? null : new()
        {
            Name = "",
            Tiles = [.. release.Site.Tiles.Select(t => new MapTile(t.Column, t.Row, codes.Contains(t.Code) ? "here" : ""))],
        };
    }
}
