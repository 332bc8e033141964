using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>The names of what visits, actions and events are about: those of the release in force first, then those that a centre speaks of without figures.</summary>
public sealed class SubjectNames(Words T, Releases releases)
{
    /// <summary>Themes that people act on, and figures may not tell of.</summary>
    private static readonly Dictionary<string, Text> s_themes = new(StringComparer.Ordinal)
    {
        ["citizens"] = new("Implication des habitants", "Citizen involvement"),
        ["climate"] = new("Climat", "Climate"),
        ["cooperation"] = new("Coopérations", "Cooperation"),
        ["economy"] = new("Modèles économiques", "Economic models"),
        ["energy"] = new("Énergie", "Energy"),
        ["food"] = new("Alimentation", "Food"),
        ["health"] = new("Santé", "Health"),
        ["housing"] = new("Habitat", "Housing"),
        ["land"] = new("Sobriété foncière", "Land sobriety"),
        ["mobility"] = new("Mobilités", "Mobility"),
        ["nature"] = new("Nature, biodiversité", "Nature, biodiversity"),
        ["waste"] = new("Déchets et matières", "Waste and materials"),
        ["water"] = new("Eau", "Water"),
    };

    /// <summary>Null before the first release.</summary>
    public Release? Release => field ??= releases.At(null);

    /// <summary>All the themes that something may be about, those of figures first.</summary>
    public IReadOnlyList<(string Value, string Label)> Themes => [.. (Release?.Site.Themes ?? []).Select(t => t.Id).Concat(s_themes.Keys).Distinct(StringComparer.Ordinal).Select(key => (key, Theme(key)))];

    public string Theme(string key) => Release?.Site.Themes.FirstOrDefault(t => t.Id == key)?.Name is { } name ? T[name] : s_themes.TryGetValue(key, out var own) ? T[own] : key;

    public string Language(string code) => code switch
    {
        "fr" => T["français", "French"],
        "en" => T["anglais", "English"],
        "lsf" => T["langue des signes française", "French sign language"],
        "nl" => T["néerlandais", "Dutch"],
        "de" => T["allemand", "German"],
        _ => code,
    };

    public Territory? Territory(string key) => TerritoryId.TryParse(key, out var id) ? Release?.Find(id) : null;

    public string TerritoryName(string key) => Territory(key)?.Name ?? key;

    /// <summary>The intermunicipality, or what is nearest to it, that a territory is shown under.</summary>
    public Territory? PlaceOf(string key) => Territory(key) is { } told
        ? told.Level == Level.Commune ? Release!.Geography.Above(told).FirstOrDefault(t => t.Level == Level.Epci) ?? told : told
        : null;

    /// <summary>The territory asked for, what contains it and what it contains: any of them will do.</summary>
    public Func<IReadOnlyList<string>, bool> About(string asked)
    {
        if (Territory(asked) is not { } territory) return keys => keys.Contains(asked, StringComparer.Ordinal);
        var above = Release!.Geography.Above(territory).Where(t => t.Level != Level.Country).Append(territory).Select(t => t.Id.ToString()).ToHashSet(StringComparer.Ordinal);
        return keys => keys.Any(key => above.Contains(key) || Territory(key) is { } told && Release!.Geography.Above(told).Any(t => t.Id == territory.Id));
    }
}
