using System.Text.Json;
using Terril.Shared.Calendar;

namespace Terril.Agenda.Reading;

/// <summary>From an event of OpenAgenda to what it says; null, and said, when it cannot be read.</summary>
internal sealed class OpenAgendaEvent(JsonElement one, string path, FeedFindings findings)
{
    private const int Published = 2;
    private const int MostTimings = 5000;

    private static readonly string[] s_long = ["longDescription", "longdescription", "freeText"];

    public static FeedEvent? Of(JsonElement one, string path, FeedFindings findings)
    {
        // Exports of open data put what they say one level below.
        if (one.Field("fields") is { ValueKind: JsonValueKind.Object } fields) one = fields;
        if (one.ValueKind == JsonValueKind.Object) return new OpenAgendaEvent(one, path, findings).Read();
        findings.LeftOut("not-an-event", new(path), "ce n’est pas un événement : il n’est pas lu", "this is not an event: it is not read");
        return null;
    }

    private FeedEvent? Read()
    {
        var (title, language) = one.Worded("title");
        title = FeedText.Line(StripHtml.IfAny(title));
        var uid = Uid(title);
        findings.Knows(uid);
        if ((one.Field("state").Whole() is { } state && state != Published) || one.Field("draft") is { ValueKind: JsonValueKind.True })
        {
            findings.Note("not-public", new(path), $"« {FeedFindings.Quoted(title)} » n’est pas publié par sa source : il n’est pas repris", $"“{FeedFindings.Quoted(title)}” is not published by its source: it is not taken");
            return null;
        }
        var (slots, said) = Slots();
        if (said == 0)
        {
            findings.LeftOut("no-date", new(path), $"« {FeedFindings.Quoted(title)} » n’a pas de date lisible (timings) : il n’est pas lu", $"“{FeedFindings.Quoted(title)}” has no date that can be read (timings): it is not read");
            return null;
        }
        return new(uid, title)
        {
            Status = Status(), Slots = slots, Description = Description(language), Place = Place(language), Online = Address("onlineAccessLink", "onlineaccesslink"),
            Page = Address("canonicalUrl", "canonicalurl", "link", "url"), Organiser = Organiser(), Categories = Categories(language), Language = language,
            Modified = FeedSlots.Instant(one.Field("updatedAt", "updatedat").Text()),
        };
    }

    private string Uid(string title)
    {
        if (FeedText.Uid(one.Field("uid", "id", "slug").Text()) is { Length: > 0 } uid) return uid;
        findings.Note("no-uid", new(path), "événement sans identifiant (uid) : un identifiant est tiré de son titre et de ses dates", "event without an identifier (uid): one is made from its title and dates");
        return FeedText.MadeUid(title, one.Field("timings", "dates") is { } timings ? timings.GetRawText() : one.Field("firstdate_begin").Text());
    }

    private string Description(string? language)
    {
        var (brief, whole) = (StripHtml.IfAny(one.Worded("description", language).Text), StripHtml.IfAny(Long(language)));
        return brief.Length == 0 || whole.StartsWith(brief, StringComparison.Ordinal) ? whole : whole.Length == 0 ? brief : $"{brief}\n\n{whole}";
    }

    private string Long(string? language) => s_long.Select(name => one.Worded(name, language).Text).FirstOrDefault(t => t.Length > 0) ?? "";

    private CalendarStatus Status()
    {
        switch (one.Field("status").Whole())
        {
            // Put off without another date: it may come.
            case 4: return CalendarStatus.Tentative;
            case 6: return CalendarStatus.Cancelled;
            case >= 1 and <= 5: return CalendarStatus.Confirmed;
            case null when one.Field("status") is null: return CalendarStatus.Confirmed;
            default:
                var said = one.Field("status").Text().ToUpperInvariant();
                if (said is "CANCELLED" or "CANCELED") return CalendarStatus.Cancelled;
                if (said is "POSTPONED") return CalendarStatus.Tentative;
                if (said is not ("SCHEDULED" or "RESCHEDULED" or "MOVEDONLINE" or "FULL"))
                    findings.Note("unknown-status", new($"{path}.status"), "état inconnu : l’événement est tenu pour confirmé", "unknown status: the event is held to be confirmed");
                return CalendarStatus.Confirmed;
        }
    }

    private FeedPlace? Place(string? language)
    {
        var at = one.Field("location") ?? Locations().Cast<JsonElement?>().FirstOrDefault();
        var where = at is { ValueKind: JsonValueKind.Object } said ? said : one;
        var name = where.Worded("name", language).Text is { Length: > 0 } named && at is not null ? named : where.Field("placename", "locationName", "location_name").Text();
        var address = string.Join(", ", new[] { where.Field("address", "location_address").Text(), City(where) }.Where(s => s.Length > 0));
        var place = new FeedPlace(FeedText.Line(name), FeedText.Line(address)) { Commune = Commune(where.Field("insee", "location_insee").Text()), Position = Position(where) };
        return place is { Name.Length: 0, Address.Length: 0, Position: null } ? null : place;
    }

    // Its address often ends by the name of the town.
    private static string City(JsonElement where) =>
        where.Field("city", "location_city").Text() is { Length: > 0 } city && !where.Field("address", "location_address").Text().Contains(city, StringComparison.OrdinalIgnoreCase) ? city : "";

    private static string? Commune(string code) => code.Length == 5 && code.All(char.IsAsciiLetterOrDigit) ? code.ToUpperInvariant() : null;

    private (double, double)? Position(JsonElement where)
    {
        var point = where.Field("location_coordinates", "coordinates") is { ValueKind: JsonValueKind.Object } p ? p : where;
        var (latitude, longitude) = (point.Field("latitude", "lat").Number(), point.Field("longitude", "lon", "lng").Number());
        if (latitude is null && longitude is null) return null;
        if (latitude is { } north && longitude is { } east && FeedText.Position(north, east) is { } position) return position;
        findings.Note("bad-position", new($"{path}.location"), "latitude et longitude qui ne sont pas une position : elles ne sont pas gardées", "latitude and longitude that are not a position: they are not kept");
        return null;
    }

    private string? Address(params ReadOnlySpan<string> names)
    {
        var said = one.Field(names).Text();
        var address = FeedText.Address(said);
        if (address is null && said.Length > 0)
            findings.Note("bad-address", new($"{path}.{names[0]}"), $"« {FeedFindings.Quoted(said)} » n’est pas une adresse http ou https : elle n’est pas gardée", $"“{FeedFindings.Quoted(said)}” is not an http or https address: it is not kept");
        return address;
    }

    private string Organiser() =>
        FeedText.Named(one.Field("organizer", "originAgenda") is { } by ? by.ValueKind == JsonValueKind.Object ? by.Worded("name").Text is { Length: > 0 } name ? name : by.Worded("title").Text : ((JsonElement?)by).Text() : "");

    private IReadOnlyList<string> Categories(string? language)
    {
        var said = one.Field("keywords", "keywords_fr", "tags");
        if (said is { ValueKind: JsonValueKind.Object } several) said = several.Field(language ?? "fr", "fr", "en");
        var words = said is { ValueKind: JsonValueKind.Array }
            ? said.Items().Select(w => w.ValueKind == JsonValueKind.Object ? w.Worded("label", language).Text : ((JsonElement?)w).Text())
            : said.Text().Split(',');
        return FeedText.Categories(words);
    }

    private (IReadOnlyList<AgendaSlot>, int Said) Slots()
    {
        var all = new List<AgendaSlot>();
        foreach (var (timing, where) in Timings().Take(MostTimings))
        {
            if (FeedSlots.Slot(timing) is { } slot)
            {
                all.Add(slot);
                continue;
            }
            var quoted = FeedFindings.Quoted(timing.GetRawText());
            findings.LeftOut("bad-date", new(where), $"« {quoted} » n’est pas une date : elle n’est pas lue", $"“{quoted}” is not a date: it is not read");
        }
        var inside = all.Where(findings.Window.Holds).DistinctBy(s => s.StartsAt).OrderBy(s => s.StartsAt).ToList();
        if (inside.Count <= findings.Window.MostOccurrences) return (inside, all.Count);
        findings.Note("too-many-dates", new(path), $"plus de {findings.Window.MostOccurrences} dates : seules les premières sont gardées", $"more than {findings.Window.MostOccurrences} dates: only the first are kept");
        return (inside[..findings.Window.MostOccurrences], all.Count);
    }

    private IEnumerable<(JsonElement, string)> Timings()
    {
        if (one.Field("timings") is { } timings) return Nested(timings).Items().Select((t, i) => (t, $"{path}.timings[{i}]"));
        var dates = Locations().Append(one).SelectMany(l => l.Field("dates").Items()).Select((d, i) => (d, $"{path}.dates[{i}]")).ToList();
        return dates.Count > 0 || one.Field("firstdate_begin", "firstDate") is null ? dates : [(one, path)];
    }

    private IEnumerable<JsonElement> Locations() => one.Field("locations").Items().Where(l => l.ValueKind == JsonValueKind.Object);

    // A list that was written as a text.
    private static JsonElement? Nested(JsonElement timings)
    {
        if (timings.ValueKind != JsonValueKind.String) return timings;
        try
        {
            using var inside = JsonDocument.Parse(((JsonElement?)timings).Text(), new() { MaxDepth = 8 });
            return inside.RootElement.Clone();
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
