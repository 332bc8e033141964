using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>An indicator where it is not published.</summary>
/// <param name="Place">Its place among the indicators of the site.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Path">Its page.</param>
/// <param name="Levels">Where it is published.</param>
/// <param name="Why">The same in a few words.</param>
/// <param name="Sentence">The same in a sentence.</param>
public sealed record Absence(int Place, Indicator Indicator, string Name, string Path, IReadOnlyList<string> Levels, string Why, string Sentence);

/// <summary>What a release says in a language whatever the territory: put in words once, for all the sheets, and forgotten with the release.</summary>
/// <remarks>It grows with the indicators and the territories larger than communes, a line of each: never with the communes.</remarks>
public sealed class Phrasebook
{
    private static readonly ConditionalWeakTable<Release, Phrasebook> s_french = [];
    private static readonly ConditionalWeakTable<Release, Phrasebook> s_english = [];

    private readonly Release _release;
    private readonly Words T;
    private readonly Dictionary<string, string> _publishers;
    private readonly Dictionary<string, Absence> _absences;
    private readonly ConcurrentDictionary<string, IReadOnlyList<Indicator>> _published = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Edition, string> _cited = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<TerritoryId, IReadOnlyList<string?>> _latest = new();

    private Phrasebook(Release release, Words words)
    {
        (_release, T) = (release, words);
        _publishers = release.Site.Sources.DistinctBy(s => s.Id).ToDictionary(s => s.Id, s => s.Publisher, StringComparer.Ordinal);
        Absences = [.. release.Site.Indicators.Select(Tell)];
        _absences = Absences.ToDictionary(a => a.Indicator.Id, StringComparer.Ordinal);
    }

    public static Phrasebook Of(Release release, Words words) => words.InFrench
        ? s_french.GetValue(release, static of => new(of, new Words(Words.French)))
        : s_english.GetValue(release, static of => new(of, new Words(Words.English)));

    /// <summary>What to say of each indicator where it is not published, in the order of the site.</summary>
    public IReadOnlyList<Absence> Absences { get; }

    /// <summary>The levels at which an indicator is published, and what to say where it is not.</summary>
    public Absence Absence(Indicator indicator) => _absences[indicator.Id];

    /// <summary>The indicators that have figures of a level, in the order of the site.</summary>
    public IReadOnlyList<Indicator> PublishedAt(string level) =>
        _published.GetOrAdd(level, static (at, book) => [.. book.Absences.Where(a => a.Levels.Contains(at)).Select(a => a.Indicator)], this);

    /// <summary>Who publishes a source.</summary>
    public string Publisher(string source) => _publishers.GetValueOrDefault(source, source);

    /// <summary>« Source : Odema (06/11/2025). »</summary>
    public string Cited(Edition edition) => _cited.GetOrAdd(edition, static (one, book) => one.Cited(book.T, book.Publisher(one.Source)), this);

    /// <summary>« Hauts-de-France : 605 kg/hab. en 2023 »: the last value of a territory larger than a commune, with its name, of each indicator in the order of the site; null where it has none.</summary>
    public IReadOnlyList<string?> Latest(Territory territory) =>
        _latest.GetOrAdd(territory.Id, static (_, asked) => [.. asked.Book.Absences.Select(a => asked.Book.Say(a, asked.Territory))], (Book: this, Territory: territory));

    private Absence Tell(Indicator indicator, int place)
    {
        var levels = _release.Levels(indicator.Id);
        var said = T.List([.. levels.Select(T.Level)]);
        return new(place, indicator, T[indicator.Short], Addresses.PathOf(indicator), levels, T[$"publié seulement par {said}", $"published only by {said}"], T[$"Publié pour ces niveaux : {said}.", $"Published for these levels: {said}."]);
    }

    private string? Say(Absence absence, Territory territory) => absence.Levels.Contains(territory.Level) && _release.Latest(absence.Indicator.Id, "", territory.Id) is { HasValue: true } figure
        ? T[$"{territory.Name} : {T.Full(absence.Indicator, figure)} en {T.Period(figure.Period)}", $"{territory.Name}: {T.Full(absence.Indicator, figure)} in {T.Period(figure.Period)}"]
        : null;
}
