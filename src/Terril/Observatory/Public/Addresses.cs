using System.Collections.Concurrent;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Search;
using Terril.Shared.Ui;

namespace Terril.Observatory.Public;

/// <summary>The addresses of the observatory, written in one place.</summary>
public static class Addresses
{
    // As many as the official lists have names: a page links to a hundred territories, and each is spelt once.
    private static readonly ConcurrentDictionary<string, string> s_slugs = new(StringComparer.Ordinal);

    public static string Territories(this Links links) => links.To("/territoires");

    public static string Territory(this Links links, Territory territory) => links.To(PathOf(territory));

    public static string Indicators(this Links links) => links.To("/indicateurs");

    public static string Indicator(this Links links, Indicator indicator, TerritoryId? territory = null) =>
        links.To(PathOf(indicator), ("territory", territory?.ToString()));

    public static string Figure(this Links links, FigureKey key) =>
        links.To($"/chiffres/{key.Indicator}/{key.Territory.Level}/{key.Territory.Code}/{key.Period}", ("breakdown", key.Breakdown));

    /// <summary>The values of a territory or of an indicator, to take away.</summary>
    public static string Observations(this Links links, string format, TerritoryId? territory = null, string? indicator = null) =>
        links.To("/api/v1/observations", ("indicator", indicator), ("territory", territory?.ToString()), ("format", format));

    /// <summary>The path of a sheet, its name in it for those who read addresses.</summary>
    public static string PathOf(Territory territory) => $"/territoires/{territory.Level}/{territory.Code}/{Slug(territory.Name)}";

    public static string PathOf(Indicator indicator) => $"/indicateurs/{indicator.Id}";

    /// <summary>A name as an address spells it: <c>bethune-bruay-artois-lys-romane</c>.</summary>
    public static string Slug(string name) => s_slugs.GetOrAdd(name, Spell);

    private static string Spell(string name) => SearchText.Normalise(name).Replace(' ', '-') is { Length: > 0 } slug ? slug : "-";
}
