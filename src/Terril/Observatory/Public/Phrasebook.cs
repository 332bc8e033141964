using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>An indicator where it is not published.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Levels">Where it is.</param>
/// <param name="Why">The same in a few words.</param>
/// <param name="Sentence">The same in a sentence.</param>
public sealed record Absence(string Name, IReadOnlyList<string> Levels, string Why, string Sentence);

/// <summary>What a release says in a language whatever the territory: put in words once, for all the sheets, and forgotten with the release.</summary>
/// <remarks>It grows with the indicators and the largest territories, some hundred lines of each: never with the communes.</remarks>
public sealed class Phrasebook
{
    private static readonly ConditionalWeakTable<Release, Phrasebook> s_french = [];
    private static readonly ConditionalWeakTable<Release, Phrasebook> s_english = [];

    private readonly Release _release;
    private readonly Words T;
    private readonly Dictionary<string, string> _publishers;
    private readonly ConcurrentDictionary<string, Absence> _absences = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Indicator, TerritoryId Of), string?> _latest = new();

    private Phrasebook(Release release, Words words)
    {
        (_release, T) = (release, words);
        _publishers = release.Site.Sources.DistinctBy(s => s.Id).ToDictionary(s => s.Id, s => s.Publisher, StringComparer.Ordinal);
    }

    public static Phrasebook Of(Release release, Words words) => words.InFrench
        ? s_french.GetValue(release, static of => new(of, new Words(Words.French)))
        : s_english.GetValue(release, static of => new(of, new Words(Words.English)));

    /// <summary>The levels at which an indicator is published, and what to say where it is not.</summary>
    public Absence Absence(Indicator indicator) => _absences.GetOrAdd(indicator.Id, static (id, asked) => asked.Book.Tell(asked.Indicator), (Book: this, Indicator: indicator));

    /// <summary>Who publishes a source.</summary>
    public string Publisher(string source) => _publishers.GetValueOrDefault(source, source);

    /// <summary>« Hauts-de-France : 605 kg/hab. en 2023 »: the last value of a territory, with its name; null when it has none.</summary>
    public string? Latest(Indicator indicator, Territory territory) => territory.Level is Level.Commune or Level.Epci
        ? Say(indicator, territory)
        : _latest.GetOrAdd((indicator.Id, territory.Id), static (_, asked) => asked.Book.Say(asked.Indicator, asked.Territory), (Book: this, Indicator: indicator, Territory: territory));

    private Absence Tell(Indicator indicator)
    {
        var levels = _release.Levels(indicator.Id);
        var said = T.List([.. levels.Select(T.Level)]);
        return new(T[indicator.Short], levels, T[$"publié seulement par {said}", $"published only by {said}"], T[$"Publié pour ces niveaux : {said}.", $"Published for these levels: {said}."]);
    }

    private string? Say(Indicator indicator, Territory territory) => _release.Latest(indicator.Id, "", territory.Id) is { HasValue: true } figure
        ? T[$"{territory.Name} : {T.Full(indicator, figure)} en {T.Period(figure.Period)}", $"{territory.Name}: {T.Full(indicator, figure)} in {T.Period(figure.Period)}"]
        : null;
}
