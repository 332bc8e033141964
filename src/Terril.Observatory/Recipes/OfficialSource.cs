using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Recipes;

/// <summary>What every observatory has: the municipal population of the official lists, read like any other source.</summary>
public static class OfficialSource
{
    /// <summary>Id of the source.</summary>
    public const string Id = "official-lists";

    /// <summary>Id of the built-in indicator.</summary>
    public const string Population = "population";

    /// <summary>The built-in indicators.</summary>
    public static readonly IReadOnlyList<Indicator> Indicators =
    [
        new()
        {
            Id = Population,
            Name = new("Population municipale", "Municipal population"),
            Short = new("Population municipale", "Municipal population"),
            Definition = new(
                "Personnes qui ont leur résidence habituelle dans la commune, année de référence de la population légale.",
                "People whose usual residence is in the commune, reference year of the legal population."),
            Theme = "population",
            Unit = "hab",
            Kind = IndicatorKind.Stock,
            Aggregate = Aggregation.Sum,
            Decimals = 0,
        },
    ];

    /// <summary>The source of the built-in indicators: one raw list a reference year.</summary>
    public static Source Of(OfficialLists lists) => new()
    {
        Id = Id,
        Title = new("Populations légales municipales, listes officielles des communes", "Legal municipal populations, official lists of communes"),
        Publisher = "INSEE, DGCL",
        Licence = "Licence Ouverte 2.0",
        Homepage = "https://www.insee.fr/fr/information/2008354",
        Cadence = new("annuelle", "yearly"),
        Files = [.. lists.Populations.Select(File)],
        Place = new Place("official-lists"),
    };

    /// <summary>Name of the raw list of a vintage, as it appears in explanations.</summary>
    public static string PathOf(int vintage) => $"official-lists/communes-{vintage}.json.gz";

    private static SourceFile File(PopulationList list)
    {
        var place = new Place(PathOf(list.Vintage));
        return new SourceFile
        {
            Path = PathOf(list.Vintage),
            // A legal population comes into force three years after its reference year.
            Published = new DateOnly(list.ReferenceYear + 3, 1, 1),
            Reading = new ReadingOptions { Format = "json" },
            Territory = new TerritoryRule { Column = "code", Level = Level.Commune, Vintage = list.Vintage },
            Where = [new Condition("type", ["commune-actuelle"])],
            Values =
            [
                new ValueRule
                {
                    Column = "population",
                    Indicator = Population,
                    Unit = "hab",
                    Factor = 1,
                    Period = new PeriodRule { Value = Period.Of(list.ReferenceYear) },
                    Status = new StatusRule(Status.Reference, null, new Dictionary<string, Status>()),
                    Missing = [""],
                    Secret = new SecretRule([], null, 0),
                    Place = place,
                },
            ],
            Place = place,
        };
    }
}
