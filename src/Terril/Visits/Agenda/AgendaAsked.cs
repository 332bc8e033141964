using System.Globalization;
using Terril.Observatory;
using Terril.Shared.Wording;
using Terril.Visits.Public;

namespace Terril.Visits.Agenda;

/// <summary>
/// What an address asks of the agenda: the page, the calendar and their links say it alike. A filter that reads as nothing is told,
/// and left out.
/// </summary>
public sealed record AgendaAsked
{
    public const string ThemeName = "theme";
    public const string TerritoryName = "territory";
    public const string IndicatorName = "indicator";
    public const string FromName = "from";
    public const string ToName = "to";
    public const string LanguageName = "language";
    public const string FreeName = "free";
    public const string MonthName = "month";

    private const int Longest = 80;

    public string? Theme { get; init; }

    /// <summary><c>level:code</c>; what contains it and what is inside of it are found too.</summary>
    public string? Territory { get; init; }

    public string? Indicator { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>In which it is led.</summary>
    public string? Language { get; init; }

    /// <summary>Only those where places are left.</summary>
    public bool Free { get; init; }

    /// <summary>The first day of the month that is drawn.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>What could not be read: the parameter, and what to write.</summary>
    public IReadOnlyList<(string Name, Text What)> Faults { get; init; } = [];

    public bool IsFiltered => Theme is not null || Territory is not null || Indicator is not null || From is not null || To is not null || Language is not null || Free;

    public static AgendaAsked Of(IQueryCollection query)
    {
        List<(string, Text)> faults = [];
        string? Name(string name)
        {
            var said = query[name].FirstOrDefault()?.Trim();
            if (string.IsNullOrEmpty(said)) return null;
            if (said.Length <= Longest && !said.Any(char.IsWhiteSpace)) return said;
            faults.Add((name, new("ne se lit pas : choisissez dans la liste", "cannot be read: choose from the list")));
            return null;
        }
        DateOnly? Day(string name, string format, Text what)
        {
            if (Name(name) is not { } said) return null;
            if (DateOnly.TryParseExact(said, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            faults.Add((name, what));
            return null;
        }
        Text day = new("attend un jour comme 2026-12-10", "expects a day like 2026-12-10");
        return new AgendaAsked
        {
            Theme = Name(ThemeName), Territory = Name(TerritoryName), Indicator = Name(IndicatorName), Language = Name(LanguageName),
            From = Day(FromName, "yyyy-MM-dd", day), To = Day(ToName, "yyyy-MM-dd", day),
            Free = query[FreeName].FirstOrDefault() is "1",
            Month = Day(MonthName, "yyyy-MM", new("attend un mois comme 2026-12", "expects a month like 2026-12")),
            Faults = faults,
        };
    }

    /// <summary>The same in an address. The month belongs to the page alone.</summary>
    public (string Name, string? Value)[] Query(DateOnly? month = null) =>
    [
        (ThemeName, Theme), (TerritoryName, Territory), (IndicatorName, Indicator), (FromName, Iso(From, "yyyy-MM-dd")), (ToName, Iso(To, "yyyy-MM-dd")),
        (LanguageName, Language), (FreeName, Free ? "1" : null), (MonthName, Iso(month, "yyyy-MM")),
    ];

    /// <summary>Whether a session is asked for; the places that are left are told by others.</summary>
    /// <param name="isThere">Whether one of its territories is the one asked for, contains it, or is inside of it.</param>
    public bool Wants(VisitBrief visit, Func<IReadOnlyList<string>, bool> isThere) =>
        IsAbout(visit.Themes, visit.Indicators, visit.Territories, visit.Languages, isThere)
        && (From is not { } first || visit.EndsAt > Paris.Start(first))
        && (To is not { } last || visit.StartsAt < Paris.Start(last.AddDays(1)));

    /// <summary>Whether a circuit is: it has no date.</summary>
    public bool Wants(CircuitBrief circuit, Func<IReadOnlyList<string>, bool> isThere) =>
        IsAbout(circuit.Themes, circuit.Indicators, circuit.Territories, circuit.Languages, isThere);

    private bool IsAbout(IReadOnlyList<string> themes, IReadOnlyList<string> indicators, IReadOnlyList<string> territories, IReadOnlyList<string> languages, Func<IReadOnlyList<string>, bool> isThere) =>
        (Theme is null || themes.Contains(Theme, StringComparer.Ordinal))
        && (Indicator is null || indicators.Contains(Indicator, StringComparer.Ordinal))
        && (Language is null || languages.Contains(Language, StringComparer.Ordinal))
        && (Territory is null || isThere(territories));

    private static string? Iso(DateOnly? day, string format) => day?.ToString(format, CultureInfo.InvariantCulture);
}
