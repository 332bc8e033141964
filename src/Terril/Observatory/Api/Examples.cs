using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Shared.Api;

namespace Terril.Observatory.Api;

/// <summary>Addresses that answer in the release at hand, whatever the region.</summary>
public static class Examples
{
    public static IReadOnlyList<Example> Of(Release release)
    {
        var whole = release.Whole();
        var examples = new List<Example>
        {
            new(To($"/territories?q={Uri.EscapeDataString(whole.Name)}"), new("un territoire par son nom, son code ou son code postal", "a territory by name, code or postcode")),
            new(To($"/territories/{whole.Level}/{whole.Code}/members?level=epci"), new($"les intercommunalités de {whole.Name}", $"the intermunicipalities of {whole.Name}")),
            new(To("/indicators"), new("la liste des indicateurs", "the list of indicators")),
        };
        if (Figure(release, whole.Id) is { } figure) examples.AddRange(About(release, figure));
        examples.Add(new(To("/releases"), new("toutes les publications, la dernière d’abord", "every publication, latest first")));
        examples.Add(new(To($"/diff?from={release.Id}"), new("ce qui a changé depuis cette publication, et pourquoi", "what changed since this release, and why")));
        return examples;
    }

    private static IEnumerable<Example> About(Release release, Figure figure)
    {
        var (key, name) = (figure.Key, release.Indicator(figure.Key.Indicator)!.Name);
        yield return new(To($"/indicators/{key.Indicator}"), new($"{name.Fr} : définition, sources, cibles", $"{name.En}: definition, sources, targets"));
        yield return new(To($"/observations?indicator={key.Indicator}&territory={key.Territory}&breakdown="), new("ses valeurs, sans ventilation", "its values, without breakdown"));
        yield return new(To($"/observations?indicator={key.Indicator}&from={key.Period.Year}&format=csv"), new($"tous ses territoires depuis {key.Period.Year}, en CSV", $"all its territories since {key.Period.Year}, as CSV"));
        yield return new(To($"/explain/{key.Indicator}/{key.Territory.Level}/{key.Territory.Code}/{key.Period}"), new("d’où vient un chiffre, jusqu’à la ligne du fichier", "where a figure comes from, down to the row of the file"));
    }

    private static Figure? Figure(Release release, Territories.TerritoryId territory) => release.KeyIndicators().Concat(release.Site.Indicators)
        .Select(indicator => release.Latest(indicator.Id, "", territory)).FirstOrDefault(figure => figure is { HasValue: true });

    private static string To(string rest) => ApiModule.Root + rest;
}
