using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Microsoft.OpenApi;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Api;

namespace Terril.Observatory.Api;

/// <summary>The values that a query asks for.</summary>
internal static class Wanted
{
    public static readonly Parameter<string> Indicator = Parameters.Words("indicator", "Id of an indicator.") with { Repeats = true };
    public static readonly Parameter<string> Breakdown = Parameters.Words("breakdown", "`sector=industry;carrier=gas`, the dimensions in any order; written empty: the total alone. Without it: everything.") with { Repeats = true };
    private static readonly Parameter<string> s_level = Parameters.Words("level", "Level of the territories.") with { Repeats = true };
    private static readonly Parameter<TerritoryId> s_territory = new("territory", "A territory, as `level:code`.", Parameters.Of(JsonSchemaType.String), TerritoryId.TryParse, new("niveau:code, comme epci:200093201", "level:code, such as epci:200093201")) { Repeats = true };
    private static readonly Parameter<Period> s_period = PeriodOf("period", "A year, a month or a day.") with { Repeats = true };
    private static readonly Parameter<Period> s_from = PeriodOf("from", "Periods that begin then or later.");
    private static readonly Parameter<Period> s_to = PeriodOf("to", "Periods that end then or earlier.");
    private static readonly Parameter<string> s_status = Parameters.Choice("status", "What the values are worth.", [.. StatusNames]) with { Repeats = true };

    public static Parameter[] All => [Indicator, Breakdown, s_level, s_territory, s_period, s_from, s_to, s_status];

    private static IEnumerable<string> StatusNames => Enum.GetValues<Status>().Where(s => s != Status.None).Select(s => s.Name());

    /// <summary>Filters combine; of several values of one, any will do. What names nothing known is refused.</summary>
    public static Selection By(Asked asked, ReleaseRead reading)
    {
        var release = reading.Release;
        var indicators = Known(asked, Indicator, release.Site.Indicators.Select(i => i.Id), Seen.AtIndicators);
        return new Selection
        {
            Indicators = indicators,
            Breakdowns = BreakdownsOf(asked, release, indicators),
            Levels = Known(asked, s_level, release.Geography.Levels, Text.Same(string.Join(", ", release.Geography.Levels))),
            Territories = TerritoriesOf(asked, reading),
            Periods = Set(asked.All(s_period)),
            From = asked.All(s_from) is [var from] ? from : null,
            To = asked.All(s_to) is [var to] ? to : null,
            Statuses = Set(asked.All(s_status).Select(Statuses.Parse)),
        };
    }

    /// <summary>A breakdown as the release writes it, its dimensions in order; null when the indicator has none such.</summary>
    public static string? Canonical(Release release, Indicator indicator, string said)
    {
        var dimensions = release.Dimensions(indicator);
        return Breakdowns.Codes(dimensions, said) is { } codes ? Breakdowns.Key(dimensions, codes) : null;
    }

    private static FrozenSet<string>? Known(Asked asked, Parameter<string> parameter, IEnumerable<string> known, Text accepted)
    {
        var names = known.ToHashSet(StringComparer.Ordinal);
        var said = asked.All(parameter);
        foreach (var unknown in said.Where(s => !names.Contains(s))) asked.Unknown(parameter, unknown, accepted, names);
        return Set(said);
    }

    private static FrozenSet<string>? BreakdownsOf(Asked asked, Release release, FrozenSet<string>? indicators)
    {
        if (!asked.Has(Breakdown)) return null;
        var among = release.Site.Indicators.Where(i => indicators?.Contains(i.Id) is not false).ToList();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var said in asked.Said(Breakdown))
        {
            var found = among.Select(i => Canonical(release, i, said)).OfType<string>().ToList();
            if (found.Count == 0) asked.Unknown(Breakdown, said, Seen.AtIndicator, among.SelectMany(i => release.Breakdowns(i.Id)));
            keys.UnionWith(found);
        }
        return keys.ToFrozenSet();
    }

    private static FrozenSet<TerritoryId>? TerritoriesOf(Asked asked, ReleaseRead reading)
    {
        var said = asked.All(s_territory);
        foreach (var id in said.Where(id => reading.Release.Find(id) is null))
        {
            var heirs = Former.HeirsOf(reading, id).Select(t => t.Id.ToString()).ToList();
            if (heirs.Count > 0)
                asked.Refuse(s_territory, id.ToString(), new($"vaut {id}, qui n’existe plus ; écrivez {string.Join(", ", heirs)}", $"is {id}, which no longer exists; write {string.Join(", ", heirs)}"));
            else
                asked.Unknown(s_territory, id.ToString(), new("un territoire de l’observatoire, de /api/v1/territories", "a territory of the observatory, from /api/v1/territories"), reading.Release.Shown(id.Level).Select(t => t.Id.ToString()));
        }
        return Set(said);
    }

    private static FrozenSet<T>? Set<T>(IEnumerable<T> values) => values.ToFrozenSet() is { Count: > 0 } set ? set : null;

    private static Parameter<Period> PeriodOf(string name, string meaning) => new(name, $"{meaning} `2021`, `2021-03`, `2021-03-05`.", Parameters.Of(JsonSchemaType.String), Read,
        new("une année, un mois ou un jour : 2021, 2021-03, 2021-03-05", "a year, a month or a day: 2021, 2021-03, 2021-03-05"));

    // Only the form in which the API itself writes periods.
    private static bool Read(string said, [MaybeNullWhen(false)] out Period period) => Period.TryParse(said, out period) && period.ToString() == said;

    private static class Seen
    {
        public static readonly Text AtIndicators = new("un identifiant de /api/v1/indicators", "an id from /api/v1/indicators");
        public static readonly Text AtIndicator = new("une clé de « breakdowns » de /api/v1/indicators/{id}, ou vide pour le total", "a key of “breakdowns” in /api/v1/indicators/{id}, or empty for the total");
    }
}
