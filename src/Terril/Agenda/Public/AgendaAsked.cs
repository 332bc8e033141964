using System.Globalization;
using Terril.Agenda.Events;
using Terril.Observatory;

namespace Terril.Agenda.Public;

/// <summary>What a page of the agenda shows.</summary>
public enum AgendaView
{
    List,
    Month,
    Week,
    Day,
}

/// <summary>
/// What an address asks of the agenda. The page, the calendar, the news feed, the frame and the open data read it alike: they tell of the
/// same dates.
/// </summary>
public sealed record AgendaAsked
{
    public const string KindName = "kind";
    public const string ThemeName = "theme";
    public const string TerritoryName = "territory";
    public const string AudienceName = "audience";
    public const string OrganisationName = "organisation";
    public const string FreeName = "free";
    public const string OnlineName = "online";
    public const string WordsName = "q";
    public const string FromName = "from";
    public const string ToName = "to";
    public const string ViewName = "view";
    public const string DayName = "day";
    public const string NumberName = "number";

    public const int Longest = 80;

    /// <summary>As <see cref="Kind"/>: visits alone.</summary>
    public const string Visits = "visit";

    /// <summary><see cref="Visits"/>, or a kind of event, as addresses write it.</summary>
    public string? Kind { get; init; }

    public string? Theme { get; init; }

    /// <summary><c>level:code</c>; what contains it and what is inside of it are found too.</summary>
    public string? Territory { get; init; }

    /// <summary>What is for them, or for everybody.</summary>
    public string? ForWhom { get; init; }

    /// <summary>Slug of who holds it.</summary>
    public string? Organisation { get; init; }

    public bool Free { get; init; }

    /// <summary>What can be followed from afar.</summary>
    public bool Online { get; init; }

    /// <summary>Words that are all in it.</summary>
    public string? Words { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public AgendaView View { get; init; }

    /// <summary>A day of the month or the week that is shown.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>What could not be read: the parameter, and what to write.</summary>
    public IReadOnlyList<(string Name, Text What)> Faults { get; init; } = s_none;

    private static readonly (string, Text)[] s_none = [];

    public bool IsFiltered => this with { Faults = s_none, View = default, Day = null } != new AgendaAsked();

    /// <summary>Kinds as addresses write them.</summary>
    public static IReadOnlyDictionary<string, EventKind> Kinds { get; } = Enum.GetValues<EventKind>().ToDictionary(k => k.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Views as addresses write them.</summary>
    public static IReadOnlyDictionary<string, AgendaView> Views { get; } = Enum.GetValues<AgendaView>().ToDictionary(v => v.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static AgendaAsked Of(IQueryCollection query)
    {
        List<(string, Text)> faults = [];
        string? Said(string name, bool isName = true)
        {
            var said = query[name].FirstOrDefault()?.Trim();
            if (string.IsNullOrEmpty(said)) return null;
            if (said.Length <= Longest && !said.Any(c => isName ? char.IsWhiteSpace(c) : char.IsControl(c))) return said;
            faults.Add((name, isName ? new("ne se lit pas : choisissez dans la liste", "cannot be read: choose from the list") : new($"tient en {Longest} signes", $"holds in {Longest} characters")));
            return null;
        }
        DateOnly? Day(string name)
        {
            if (Said(name) is not { } said) return null;
            if (DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1990 and <= 2100) return day;
            faults.Add((name, new("attend un jour comme 2026-12-10", "expects a day like 2026-12-10")));
            return null;
        }
        string? One(string name, IEnumerable<string> known)
        {
            if (Said(name) is not { } said) return null;
            if (known.Contains(said, StringComparer.Ordinal)) return said;
            faults.Add((name, new($"est l’un de : {string.Join(", ", known)}", $"is one of: {string.Join(", ", known)}")));
            return null;
        }
        return new()
        {
            Kind = One(KindName, [Visits, .. Kinds.Keys]), Theme = Said(ThemeName), Territory = Said(TerritoryName), ForWhom = Said(AudienceName), Organisation = Said(OrganisationName),
            Free = query[FreeName].FirstOrDefault() is "1", Online = query[OnlineName].FirstOrDefault() is "1", Words = Said(WordsName, isName: false),
            From = Day(FromName), To = Day(ToName), View = One(ViewName, Views.Keys) is { } view ? Views[view] : default, Day = Day(DayName), Faults = faults,
        };
    }

    /// <summary>The same in an address.</summary>
    public (string Name, string? Value)[] Query(int number = 1) =>
    [
        .. Filters(), (ViewName, View == default ? null : View.ToString().ToLowerInvariant()), (DayName, Iso(Day)), (NumberName, number > 1 ? number.ToString(CultureInfo.InvariantCulture) : null),
    ];

    /// <summary>What is asked for, however it is shown.</summary>
    public (string Name, string? Value)[] Filters() =>
    [
        (KindName, Kind), (ThemeName, Theme), (TerritoryName, Territory), (AudienceName, ForWhom), (OrganisationName, Organisation), (FreeName, Free ? "1" : null), (OnlineName, Online ? "1" : null),
        (WordsName, Words), (FromName, Iso(From)), (ToName, Iso(To)),
    ];

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
