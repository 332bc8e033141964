using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>The intermunicipalities as tiles, in classes of an indicator.</summary>
public sealed class EpciMap(Words T, Links links)
{
    private const int Classes = 6;

    /// <summary>Of population, bounds that mean something: 20 000 is the threshold of the climate plan.</summary>
    private static readonly double[] s_population = [10_000, 20_000, 30_000, 60_000, 120_000];

    /// <summary>Null when the site draws no tiles or the indicator says nothing of intermunicipalities.</summary>
    public TileMap? Of(Release release, Indicator indicator, string breakdown = "")
    {
        if (release.Site.Tiles.Count == 0 || release.Periods(indicator.Id, breakdown, Level.Epci) is not [.., var period]) return null;

        var slice = release.Map(indicator.Id, breakdown, Level.Epci, period);
        var at = slice.Territories.Select((t, i) => (t.Code, i)).ToDictionary(p => p.Code, p => p.i, StringComparer.Ordinal);
        var bounds = indicator.Id == "population" ? s_population : Bounds(slice.Values);
        var decimals = indicator.Decimals(slice.Values);
        return new()
        {
            Name = T["Carte en tuiles des intercommunalités", "Tile map of the intermunicipalities"],
            Tiles = [.. release.Site.Tiles.Where(t => at.ContainsKey(t.Code)).Select(t => Tile(t, at[t.Code]))],
            Legend = [.. Legend(bounds, indicator)],
            LegendName = T[$"Légende : {indicator.Short.Fr}, {T.Period(period)}", $"Legend: {indicator.Short.En}, {T.Period(period)}"],
        };

        MapTile Tile(Recipes.Tile tile, int i)
        {
            var (territory, status) = (slice.Territories[i], slice.Statuses[i]);
            var css = status.HasValue() ? $"q{bounds.Count(b => slice.Values[i] >= b) + 1}" : status == Status.Secret ? "hid" : "nil";
            var value = status.HasValue() ? T.Value(slice.Values[i], indicator.Unit, decimals) : T.Status(status);
            return new(tile.Column, tile.Row, css, tile.Short, T[$"{territory.Name} : {value}", $"{territory.Name}: {value}"], links.Territory(territory));
        }
    }

    /// <summary>Where a territory is among the others; says nothing else.</summary>
    public static TileMap? Place(Release release, Territory epci) => release.Site.Tiles.All(t => t.Code != epci.Code) ? null : new()
    {
        Name = "",
        Tiles = [.. release.Site.Tiles.Select(t => new MapTile(t.Column, t.Row, t.Code == epci.Code ? "here" : ""))],
    };

    private IEnumerable<MapClass> Legend(double[] bounds, Indicator indicator)
    {
        var decimals = indicator.Decimals(bounds);
        string Say(double bound) => T.Number(bound, decimals);
        if (bounds.Length == 0) yield break;
        yield return new("q1", T[$"moins de {Say(bounds[0])}", $"under {Say(bounds[0])}"]);
        for (var i = 1; i < bounds.Length; i++) yield return new($"q{i + 1}", T[$"{Say(bounds[i - 1])} à {Say(bounds[i])}", $"{Say(bounds[i - 1])} to {Say(bounds[i])}"]);
        yield return new($"q{bounds.Length + 1}", T[$"{Say(bounds[^1])} et plus", $"{Say(bounds[^1])} and over"]);
    }

    /// <summary>Classes of like numbers, with bounds rounded to two digits.</summary>
    private static double[] Bounds(IReadOnlyList<double> values)
    {
        var known = values.Where(double.IsFinite).Order().ToList();
        return known.Count < Classes ? [] : [.. Enumerable.Range(1, Classes - 1).Select(k => Round(known[k * known.Count / Classes])).Distinct().Order()];
    }

    private static double Round(double value)
    {
        if (value == 0) return 0;
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return Math.Round(value / power) * power;
    }
}
