using System.Globalization;
using Terril.Collectives.Organisations;
using Terril.Observatory;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Collectives.Import;

/// <summary>Reads <c>collectives/*.yaml</c> of a site folder. All faults are said at once, each with its file, line and column.</summary>
internal sealed class ReadCollectives
{
    private const string Folder = "collectives";
    private const int LongestSlug = 80;

    private readonly List<Finding> _findings = [];

    private ReadCollectives() { }

    /// <exception cref="FaultyInputException">With every fault found.</exception>
    public static WrittenCollectives Run(string site)
    {
        var folder = Path.Combine(site, Folder);
        if (!Directory.Exists(folder)) return new([], []);
        var reading = new ReadCollectives();
        List<WrittenOrganisation> organisations = [];
        List<WrittenCollective> collectives = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            foreach (var map in YamlMap.Read($"{Folder}/{Path.GetFileName(file)}", File.ReadAllBytes(file), reading._findings))
            {
                organisations.AddRange(map.Maps("organisations").SelectMany(Organisation));
                collectives.AddRange(map.Maps("collectives").Select(Collective));
                map.Done();
            }
        reading.Twice(organisations.Select(o => (o.Slug, o.Place)).Concat(collectives.Select(c => ($"collectif {c.Slug}", c.Place))));
        var known = organisations.Select(o => o.Slug).ToHashSet(StringComparer.Ordinal);
        foreach (var lost in collectives.SelectMany(c => c.Members).Where(m => m.Organisation.Length > 0 && !known.Contains(m.Organisation)))
            reading._findings.Add(new(Severity.Stop, "unknown-organisation", lost.Place, new($"« {lost.Organisation} » n’est décrite dans aucun fichier de collectives/", $"“{lost.Organisation}” is described in no file of collectives/")));
        return reading._findings.Count > 0 ? throw new FaultyInputException(reading._findings) : new(organisations, collectives);
    }

    // « many: 12 » writes as many, numbered: those that sources count and do not name.
    private static IEnumerable<WrittenOrganisation> Organisation(YamlMap map)
    {
        var (slug, name, kind, territory) = (Slug(map), map.Required("name"), map.Enum("kind", OrganisationKind.Other), map.String("territory") ?? "");
        var (description, website, source, many) = (map.Text("description"), map.String("website") ?? "", map.String("source") ?? "", map.Int("many"));
        if (territory.Length > 0 && !TerritoryId.TryParse(territory, out _)) map.Fault(map.PlaceOf("territory"), "bad-territory", $"« {territory} » : un territoire s’écrit niveau:code", $"“{territory}”: a territory is written level:code");
        if (many is < 1 or > 500) map.Fault(map.PlaceOf("many"), "out-of-range", "« many » vaut de 1 à 500", "“many” is from 1 to 500");
        map.Done();
        if (many is not { } count) return [new(slug, name, kind, territory, description, website, source, map.Place)];
        return Enumerable.Range(1, Math.Clamp(count, 1, 500)).Select(n => new WrittenOrganisation($"{slug}-{n}", $"{name} {n}", kind, territory, description, website, source, map.Place));
    }

    private static WrittenCollective Collective(YamlMap map)
    {
        var written = new WrittenCollective(
            Slug(map), map.Text("name", required: true), map.Text("purpose", required: true), Day(map, "starts"), Day(map, "ends"), [.. map.Maps("axes").Select(Axis)], map.Text("charter"),
            [.. map.Maps("members").SelectMany(Member)], [.. map.Maps("counts").Select(Count)], map.Place);
        map.Done();
        return written;
    }

    private static Text Axis(YamlMap map)
    {
        var name = map.Text("name", required: true);
        map.Done();
        return name;
    }

    // « organisation: exemple » with « from: 1 » and « to: 12 »: those numbered so.
    private static IEnumerable<WrittenMember> Member(YamlMap map)
    {
        var (slug, joined, left, source) = (map.Required("organisation"), Day(map, "joined", required: true) ?? default, Day(map, "left"), map.String("source") ?? "");
        var (steers, from, to) = (map.String("steering") is "true", map.Int("from"), map.Int("to"));
        if (left < joined) map.Fault(map.PlaceOf("left"), "bad-day", "le départ vient après l’adhésion", "leaving comes after joining");
        if (from is null != to is null || from > to) map.Fault(map.Place, "out-of-range", "« from » et « to » vont ensemble, du plus petit au plus grand", "“from” and “to” go together, the smaller first");
        map.Done();
        if (from is not { } first || to is not { } last) return [new(slug, joined, left, steers, source, map.Place)];
        return Enumerable.Range(first, Math.Clamp(last - first + 1, 0, 500)).Select(n => new WrittenMember($"{slug}-{n}", joined, left, steers, source, map.Place));
    }

    private static WrittenCount Count(YamlMap map)
    {
        var count = new WrittenCount(Day(map, "on", required: true) ?? default, map.Text("says", required: true), map.Required("source"));
        map.Done();
        return count;
    }

    private static string Slug(YamlMap map)
    {
        var slug = map.Required("slug");
        if (slug.Length > LongestSlug || slug.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-')))
            map.Fault(map.PlaceOf("slug"), "bad-slug", $"« {slug} » : des minuscules sans accent, des chiffres et des traits d’union, {LongestSlug} au plus", $"“{slug}”: small letters without accent, digits and hyphens, {LongestSlug} at most");
        return slug;
    }

    private static DateOnly? Day(YamlMap map, string key, bool required = false)
    {
        if (map.String(key, required) is not { } said) return null;
        if (DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        map.Fault(map.PlaceOf(key), "bad-day", $"« {said} » : un jour comme 2015-12-01", $"“{said}”: a day like 2015-12-01");
        return null;
    }

    private void Twice(IEnumerable<(string Name, Place Place)> named)
    {
        foreach (var twice in named.GroupBy(n => n.Name, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
            _findings.Add(new(Severity.Stop, "duplicate-key", twice.Last().Place, new($"« {twice.Key} » est décrit deux fois (aussi en {twice.First().Place})", $"“{twice.Key}” is described twice (also at {twice.First().Place})")));
    }
}
