using System.Globalization;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Recipes;

/// <summary>Reads <c>sources/*.yaml</c>. What a file says under its path overrides what <c>read</c> says for all.</summary>
internal static class SourceReader
{
    public static Source Read(YamlMap map, IReadOnlyDictionary<string, Indicator> indicators)
    {
        var read = map.Map("read");
        var files = map.Maps("files", required: true).Select(file => File(file, read, indicators)).ToList();
        var source = new Source
        {
            Id = map.Required("id"),
            Title = map.Text("title", required: true),
            Publisher = map.Required("publisher"),
            Licence = map.String("licence") ?? "",
            Homepage = map.String("homepage"),
            Cadence = map.Text("cadence"),
            Files = files,
            Checks = [.. map.Maps("checks").Select(check => CheckReader.Read(check, indicators))],
            Place = map.Place,
        };
        if (files.Count == 0 && map.Has("files")) map.Fault(map.PlaceOf("files"), "empty-list", "une source a au moins un fichier", "a source has at least one file");
        foreach (var twice in files.GroupBy(f => f.Path).Where(g => g.Key.Length > 0 && g.Select(f => f.Reading.Entry + f.Reading.Sheet).Distinct().Count() < g.Count()))
            map.Fault(twice.Last().Place, "duplicate-key", $"le fichier « {twice.Key} » est nommé deux fois", $"file “{twice.Key}” is named twice");
        if (read is not null && files.Count > 0) read.Done();
        map.Done();
        return source;
    }

    private static SourceFile File(YamlMap own, YamlMap? read, IReadOnlyDictionary<string, Indicator> indicators)
    {
        var (path, url) = (own.String("path"), own.String("url"));
        if (path is null && url is null) own.Fault(own.Place, "missing-key", "un fichier a un « path » ou une « url »", "a file has a “path” or a “url”");
        var published = Published(own);
        var map = own.Over(read);
        var values = map.Maps("values", required: true);
        var file = new SourceFile
        {
            Path = path ?? url ?? "",
            Url = url,
            Published = published,
            Reading = Reading(map),
            Decimal = Sign(map, "decimal"),
            Territory = Territory(map),
            Where = Conditions(map),
            Duplicates = map.Enum("duplicates", Duplicates.Error),
            Values = [.. values.Select(value => Value(value, map, indicators))],
            Place = own.Place,
        };
        map.Done();
        return file;
    }

    private static DateOnly? Published(YamlMap map)
    {
        var text = map.String("published");
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        map.Fault(map.PlaceOf("published"), "bad-date", $"« {text} » : une date s’écrit 2023-05-02", $"“{text}”: a date is written 2023-05-02");
        return null;
    }

    private static ReadingOptions Reading(YamlMap map)
    {
        var format = map.String("format") ?? "csv";
        if (format is not ("csv" or "xlsx" or "json"))
            map.Fault(map.PlaceOf("format"), "unknown-value", $"« {format} » : choisir csv, xlsx ou json", $"“{format}”: choose csv, xlsx or json");
        return new ReadingOptions
        {
            Format = format,
            Delimiter = Sign(map, "delimiter"),
            Encoding = map.String("encoding"),
            Header = map.Int("header") ?? 1,
            Skip = map.Int("skip") ?? 0,
            Sheet = map.String("sheet"),
            Records = map.String("records"),
            Entry = map.String("entry"),
        };
    }

    private static char? Sign(YamlMap map, string key)
    {
        var text = map.String(key);
        if (text is "tab" or "\\t") return '\t';
        if (text is null or { Length: 1 }) return text?[0];
        map.Fault(map.PlaceOf(key), "unknown-value", $"« {key} » attend un seul signe (ou tab)", $"“{key}” expects one sign (or tab)");
        return null;
    }

    private static TerritoryRule Territory(YamlMap file)
    {
        var map = file.Map("territory", required: true);
        if (map is null) return new TerritoryRule { Level = "" };
        var arrondissements = map.String("arrondissements") ?? "fold";
        if (arrondissements is not ("fold" or "error"))
            map.Fault(map.PlaceOf("arrondissements"), "unknown-value", "« arrondissements » : fold ou error", "“arrondissements”: fold or error");
        var rule = new TerritoryRule
        {
            Column = map.String("column"),
            Value = map.String("value"),
            Level = map.Required("level"),
            Vintage = map.Int("vintage"),
            Pad = map.Int("pad"),
            Map = map.Map("map")?.Pairs() ?? new Dictionary<string, string>(StringComparer.Ordinal),
            Fold = arrondissements == "fold",
        };
        OneOf(map, rule.Column, rule.Value);
        map.Done();
        return rule;
    }

    private static List<Condition> Conditions(YamlMap map)
    {
        var where = map.Map("where");
        return [.. (where?.Keys ?? []).Select(column => new Condition(column, where!.Strings(column) ?? []))];
    }

    private static ValueRule Value(YamlMap own, YamlMap file, IReadOnlyDictionary<string, Indicator> indicators)
    {
        var where = Conditions(own);
        var (column, id, saidUnit) = (own.Required("column"), own.Required("indicator"), own.String("unit"));
        var indicator = indicators.GetValueOrDefault(id);
        if (indicator is null && id.Length > 0)
            own.Fault(own.PlaceOf("indicator"), "unknown-indicator", $"l’indicateur « {id} » n’est décrit dans aucun fichier d’indicators/", $"indicator “{id}” is described in no file of indicators/");
        var unit = saidUnit ?? indicator?.Unit ?? "";
        var factor = indicator is null ? 1 : Units.Factor(unit, indicator.Unit);
        if (factor is null)
            own.Fault(own.PlaceOf("unit"), "unknown-conversion", $"« {unit} » ne se convertit pas en « {indicator!.Unit} », l’unité de {id}", $"“{unit}” does not convert to “{indicator.Unit}”, the unit of {id}");
        var breakdown = Breakdown(own, indicator);
        var map = own.Over(file);
        var value = new ValueRule
        {
            Column = column,
            Indicator = id,
            Unit = unit,
            Factor = factor ?? 1,
            Breakdown = breakdown,
            Period = Period(map),
            Status = Status(map),
            Missing = map.Strings("missing") ?? [""],
            Secret = Secret(map),
            Where = where,
            Place = own.Place,
        };
        own.Done();
        return value;
    }

    private static List<BreakdownRule> Breakdown(YamlMap value, Indicator? indicator)
    {
        var map = value.Map("breakdown");
        var rules = new List<BreakdownRule>();
        foreach (var id in map?.Keys ?? [])
        {
            var dimension = indicator?.Breakdown.FirstOrDefault(d => d.Id == id);
            if (indicator is not null && dimension is null)
                map!.Fault(map.PlaceOf(id), "unknown-dimension", $"{indicator.Id} n’a pas de dimension « {id} »", $"{indicator.Id} has no dimension “{id}”");
            if (map!.Map(id) is not { } rule) continue;
            var codes = rule.Map("map")?.Pairs() ?? new Dictionary<string, string>(StringComparer.Ordinal);
            var (column, fixedCode) = (rule.String("column"), rule.String("value"));
            OneOf(rule, column, fixedCode);
            foreach (var code in codes.Values.Append(fixedCode).Where(c => c is not null && dimension is not null && !dimension.Codes.Contains(c)).Distinct())
                rule.Fault(rule.Place, "unknown-code", $"« {code} » n’est pas un code de « {id} » ; codes : {string.Join(", ", dimension!.Codes)}", $"“{code}” is no code of “{id}”; codes: {string.Join(", ", dimension.Codes)}");
            rule.Done();
            rules.Add(new BreakdownRule(id, column, codes, fixedCode));
        }
        return rules;
    }

    private static PeriodRule Period(YamlMap file)
    {
        var map = file.Map("period", required: true);
        if (map is null) return new PeriodRule { Value = default(Period) };
        var (column, text) = (map.String("column"), map.String("value"));
        Period? value = null;
        if (text is not null && Indicators.Period.TryParse(text, out var period)) value = period;
        else if (text is not null) map.Fault(map.PlaceOf("value"), "bad-period", $"« {text} » n’est ni une année, ni un mois, ni un jour", $"“{text}” is no year, month or day");
        OneOf(map, column, text);
        var (by, comparison, threshold) = By(map);
        var rule = new PeriodRule
        {
            Column = column,
            Value = value,
            To = map.Has("to") ? map.Enum("to", Grain.Year) : null,
            By = by,
            Comparison = comparison,
            Threshold = threshold,
            AtLeast = map.Double("atLeast") ?? 0,
        };
        if (rule.To is null && map.Has("by")) map.Fault(map.PlaceOf("by"), "unused-key", "« by » ne sert qu’avec « to »", "“by” only serves with “to”");
        if (rule.To is not null && !map.Has("by")) map.Fault(map.Place, "missing-key", "« to » demande « by » : mean, sum, min, max ou count", "“to” needs “by”: mean, sum, min, max or count");
        if (rule.AtLeast is < 0 or > 1) map.Fault(map.PlaceOf("atLeast"), "out-of-range", "« atLeast » va de 0 à 1", "“atLeast” goes from 0 to 1");
        map.Done();
        return rule;
    }

    private static (PeriodAggregate, string, double) By(YamlMap map)
    {
        string? count;
        if (map.MapsAmong("by") is [var inner]) { count = inner.Required("count"); inner.Done(); }
        else if (map.String("by") is { } text && text.StartsWith("count", StringComparison.Ordinal)) count = text["count".Length..].TrimStart(':', ' ').Trim('"');
        else return (map.Enum("by", PeriodAggregate.Mean), ">", 0);
        var sign = new string([.. count.TakeWhile(c => c is '<' or '>' or '=')]);
        if (sign is ">" or ">=" or "<" or "<=" or "=" && double.TryParse(count[sign.Length..].Trim(), CultureInfo.InvariantCulture, out var threshold))
            return (PeriodAggregate.Count, sign, threshold);
        map.Fault(map.PlaceOf("by"), "unknown-value", $"« {count} » : un compte s’écrit count: \"> 30\"", $"“{count}”: a count is written count: \"> 30\"");
        return (PeriodAggregate.Count, ">", 0);
    }

    private static StatusRule Status(YamlMap file)
    {
        if (file.MapsAmong("status") is not [var map]) return new StatusRule(Parse(file, "status", file.String("status") ?? "reference"), null, new Dictionary<string, Status>());
        var texts = new Dictionary<string, Status>(StringComparer.Ordinal);
        var pairs = map.Map("map", required: true);
        foreach (var (text, name) in pairs?.Pairs() ?? new Dictionary<string, string>()) texts[text] = Parse(pairs!, text, name);
        var rule = new StatusRule(Parse(map, "otherwise", map.String("otherwise") ?? "reference"), map.Required("column"), texts);
        map.Done();
        return rule;
    }

    private static Status Parse(YamlMap map, string key, string name)
    {
        var status = Statuses.Parse(name);
        if (status == Indicators.Status.None)
            map.Fault(map.PlaceOf(key), "unknown-value", $"« {name} » n’est pas un statut : reference, provisional, estimated, raw, partial, secret, unavailable", $"“{name}” is no status: reference, provisional, estimated, raw, partial, secret, unavailable");
        return status;
    }

    private static SecretRule Secret(YamlMap file)
    {
        var texts = (file.Strings("secret") ?? []).ToList();
        string? column = null;
        var above = 0d;
        foreach (var map in file.MapsAmong("secret"))
        {
            texts.AddRange(map.Strings("texts") ?? []);
            if (map.Map("emptyWhen") is { } when)
            {
                column = when.Required("column");
                above = when.Double("above") ?? 0;
                when.Done();
            }
            map.Done();
        }
        return new SecretRule(texts, column, above);
    }

    private static void OneOf(YamlMap map, string? column, string? value)
    {
        if (column is null == value is null)
            map.Fault(map.Place, "missing-key", "donner « column » ou « value », l’un des deux", "give “column” or “value”, one of the two");
    }
}
