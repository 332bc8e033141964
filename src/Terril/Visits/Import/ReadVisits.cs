using System.Globalization;
using Terril.Observatory;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;
using Terril.Shared.Database;
using Terril.Visits.Catalogue;
using Terril.Visits.Public;
using Terril.Visits.Sessions;

namespace Terril.Visits.Import;

/// <summary>Reads <c>visits/*.yaml</c> of a site folder. All faults are said at once, each with its file, line and column.</summary>
internal sealed class ReadVisits
{
    private const string Folder = "visits";
    private const int LongestSlug = 80;

    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _indicators;

    private ReadVisits(IEnumerable<string> indicators) => _indicators = [.. indicators];

    /// <exception cref="FaultyInputException">With every fault found.</exception>
    public static IReadOnlyList<WrittenVisit> Run(string site)
    {
        var reading = new ReadVisits(SiteFolder.Open(site).Read().Indicators.Select(i => i.Id));
        var folder = Path.Combine(site, Folder);
        if (!Directory.Exists(folder)) return [];
        var files = Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal);
        var visits = files.SelectMany(file => YamlMap.Read($"{Folder}/{Path.GetFileName(file)}", File.ReadAllBytes(file), reading._findings)).Select(reading.Visit).ToList();
        reading.Twice("circuit", visits.Where(v => v.IsInCatalogue).Select(v => (v.Slug, v.Place)));
        reading.Twice("session", visits.SelectMany(v => v.Sessions).Select(s => (s.Slug, s.Place)));
        return reading._findings.Count > 0 ? throw new FaultyInputException(reading._findings) : visits;
    }

    private WrittenVisit Visit(YamlMap map)
    {
        var visit = new WrittenVisit(Slug(map), map.String("catalogue") is not "false", About(map), [.. map.Maps("stops").Select(Stop)], [.. map.Maps("sessions").Select(Session)], map.Place);
        if (map.String("catalogue") is not (null or "true" or "false")) map.Fault(map.PlaceOf("catalogue"), "unknown-value", "« catalogue » vaut true ou false", "“catalogue” is true or false");
        map.Done();
        return visit;
    }

    private VisitAbout About(YamlMap map)
    {
        var (title, summary, learn, difficulties, whom) = (map.Text("title", required: true), map.Text("summary"), map.Text("learn"), map.Text("difficulties"), map.Text("for-whom"));
        foreach (var unknown in (map.Strings("indicators") ?? []).Where(id => !_indicators.Contains(id)))
            map.Fault(map.PlaceOf("indicators"), "unknown-indicator", $"l’indicateur « {unknown} » n’est décrit dans aucun fichier d’indicators/", $"indicator “{unknown}” is described in no file of indicators/");
        foreach (var wrong in (map.Strings("territories") ?? []).Where(key => !TerritoryId.TryParse(key, out _)))
            map.Fault(map.PlaceOf("territories"), "bad-territory", $"« {wrong} » : un territoire s’écrit niveau:code", $"“{wrong}”: a territory is written level:code");
        return new VisitAbout
        {
            TitleFr = Fr(title), TitleEn = En(title), SummaryFr = Fr(summary), SummaryEn = En(summary), LearnFr = Fr(learn), LearnEn = En(learn),
            DifficultiesFr = Fr(difficulties), DifficultiesEn = En(difficulties), ForWhomFr = Fr(whom), ForWhomEn = En(whom), Place = map.String("place") ?? "",
            Themes = SpacedKeys.Of(map.Strings("themes") ?? []), Indicators = SpacedKeys.Of(map.Strings("indicators") ?? []),
            Territories = SpacedKeys.Of(map.Strings("territories") ?? []), Languages = SpacedKeys.Of(map.Strings("languages") ?? ["fr"]),
        };
    }

    private static WrittenStop Stop(YamlMap map)
    {
        var (name, seen, access) = (map.Text("name", required: true), map.Text("seen"), map.Text("access"));
        var stop = new WrittenStop(new StopAbout
        {
            NameFr = Fr(name), NameEn = En(name), SeenFr = Fr(seen), SeenEn = En(seen), AccessFr = Fr(access), AccessEn = En(access),
            Address = map.String("address") ?? "", Host = map.String("host") ?? "", Speaker = map.String("speaker") ?? "",
            Latitude = Within(map, "latitude", 90), Longitude = Within(map, "longitude", 180),
            Capacity = AtLeast(map, "capacity", 1), Minutes = AtLeast(map, "minutes", 0) ?? 0, TravelMinutes = AtLeast(map, "travel", 0) ?? 0,
        }, Hour(map, "at"));
        map.Done();
        return stop;
    }

    private static WrittenSession Session(YamlMap map)
    {
        var state = map.Enum("state", SessionState.Published);
        var (day, from, to, movedFrom) = (Day(map, "day", required: true), Hour(map, "from", required: true), Hour(map, "to", required: true), Day(map, "moved-from"));
        if (from >= to) map.Fault(map.PlaceOf("to"), "bad-hour", "la fin vient après le début", "the end comes after the beginning");
        if (state == SessionState.Moved && movedFrom is null) map.Fault(map.Place, "missing-key", "une visite déplacée dit « moved-from », le jour d’abord annoncé", "a visit that was moved says “moved-from”, the day first announced");
        var written = new WrittenSession(Slug(map), day ?? new(null, 0), from ?? default, to ?? default, state, movedFrom, Said(map), map.Map("report") is { } report ? Report(report) : null, map.Place);
        map.Done();
        return written;
    }

    private static Action<VisitSession> Said(YamlMap map)
    {
        var (meeting, transport, practical, access, reason) = (map.Text("meeting"), map.Text("transport"), map.Text("practical"), map.Text("access"), map.Text("reason"));
        var (organiser, capacity, largest, rule) = (map.String("organiser") ?? "", AtLeast(map, "capacity", 0) ?? 0, AtLeast(map, "largest-party", 1) ?? 30, map.Enum("rule", WaitingRule.StrictOrder));
        var (audience, group) = (map.Enum("audience", Audience.Everybody), map.String("group") ?? "");
        return session =>
        {
            (session.MeetingFr, session.MeetingEn, session.TransportFr, session.TransportEn) = (Fr(meeting), En(meeting), Fr(transport), En(transport));
            (session.PracticalFr, session.PracticalEn, session.AccessFr, session.AccessEn) = (Fr(practical), En(practical), Fr(access), En(access));
            (session.ReasonFr, session.ReasonEn, session.OrganiserName) = (Fr(reason), En(reason), organiser);
            (session.Capacity, session.LargestParty, session.Rule, session.Audience, session.GroupName) = (capacity, largest, rule, audience, group);
        };
    }

    private static WrittenReport Report(YamlMap map)
    {
        var (text, takeaways) = (map.Text("text", required: true), map.Maps("takeaways"));
        var lines = takeaways.Select(t => (Fr: t.Required("fr"), En: t.Required("en"))).ToList();
        foreach (var takeaway in takeaways) takeaway.Done();
        map.Done();
        return new(Fr(text), En(text), string.Join('\n', lines.Select(l => l.Fr)), string.Join('\n', lines.Select(l => l.En)));
    }

    private static string Slug(YamlMap map)
    {
        var slug = map.Required("slug");
        if (slug.Length > LongestSlug || slug.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-')))
            map.Fault(map.PlaceOf("slug"), "bad-slug", $"« {slug} » : des minuscules sans accent, des chiffres et des traits d’union, {LongestSlug} au plus", $"“{slug}”: small letters without accent, digits and hyphens, {LongestSlug} at most");
        else if (VisitPaths.Reserved.Contains(slug)) map.Fault(map.PlaceOf("slug"), "bad-slug", $"« {slug} » est une adresse du site ; choisir un autre nom", $"“{slug}” is an address of the site; choose another name");
        return slug;
    }

    private static WrittenDay? Day(YamlMap map, string key, bool required = false)
    {
        if (map.String(key, required) is not { } said) return null;
        if (DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return new(day, 0);
        if (said is ['+', .. var after] && int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 1000) return new(null, days);
        map.Fault(map.PlaceOf(key), "bad-day", $"« {said} » : un jour comme 2015-12-01, ou +24 pour un exemple toujours à venir", $"“{said}”: a day like 2015-12-01, or +24 for an example that is always to come");
        return null;
    }

    private static TimeOnly? Hour(YamlMap map, string key, bool required = false)
    {
        if (map.String(key, required) is not { } said) return null;
        if (TimeOnly.TryParseExact(said, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour)) return hour;
        map.Fault(map.PlaceOf(key), "bad-hour", $"« {said} » : une heure de Paris comme 09:30", $"“{said}”: an hour of Paris like 09:30");
        return null;
    }

    private static int? AtLeast(YamlMap map, string key, int least)
    {
        if (map.Int(key) is not { } number || number >= least) return map.Int(key);
        map.Fault(map.PlaceOf(key), "out-of-range", $"« {key} » vaut au moins {least}", $"“{key}” is at least {least}");
        return null;
    }

    private static double? Within(YamlMap map, string key, double bound)
    {
        if (map.Double(key) is not { } degrees || Math.Abs(degrees) <= bound) return map.Double(key);
        map.Fault(map.PlaceOf(key), "out-of-range", $"« {key} » va de −{bound} à {bound}", $"“{key}” goes from −{bound} to {bound}");
        return null;
    }

    private void Twice(string what, IEnumerable<(string Slug, Place Place)> named)
    {
        foreach (var twice in named.GroupBy(n => n.Slug, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
            _findings.Add(new(Severity.Stop, "duplicate-key", twice.Last().Place, new($"« {twice.Key} » est décrit deux fois (aussi en {twice.First().Place})", $"{what} “{twice.Key}” is described twice (also at {twice.First().Place})")));
    }

    private static string Fr(Text text) => (text.Fr ?? "").Trim();

    private static string En(Text text) => (text.En ?? "").Trim();
}
