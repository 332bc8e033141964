using Terril.Observatory.Public;
using Terril.Shared.Api;
using Terril.Visits.Public;

namespace Terril.Observatory.Api;

/// <summary>What can be taken from here, and how: the addresses, examples that answer, what a refusal says.</summary>
public sealed class ApiPage(AskVisits visits) : ReleasePage
{
    public IReadOnlyList<Example> Examples { get; private set; } = [];

    public IReadOnlyList<string> Licences { get; private set; } = [];

    /// <summary>What each address answers.</summary>
    public static IReadOnlyList<(string Address, Text Gives)> Addresses { get; } =
    [
        ("/territories?q=…&level=…", new("les territoires que trouvent des mots, ou ceux d’un niveau", "the territories that words find, or those of a level")),
        ("/territories/{level}/{code}", new("un territoire ; un ancien code mène à celui d’aujourd’hui", "a territory; a former code leads to that of today")),
        ("/territories/{level}/{code}/members", new("ceux dont il est fait", "those it is made of")),
        ("/indicators", new("la liste des indicateurs", "the list of indicators")),
        ("/indicators/{id}", new("définition, unité, ventilations, périodes, sources, cibles", "definition, unit, breakdowns, periods, sources, targets")),
        ("/observations", new("les valeurs, filtrées par indicator, breakdown, level, territory, period, from, to, status", "the values, filtered by indicator, breakdown, level, territory, period, from, to, status")),
        ("/explain/{indicator}/{level}/{code}/{period}", new("l’arbre d’un chiffre : formule, entrées, lignes brutes, empreinte des fichiers", "the tree of a figure: formula, inputs, raw rows, fingerprint of the files")),
        ("/releases", new("les publications", "the releases")),
        ("/releases/{id}", new("une publication : ses fichiers, ce que disent les contrôles", "a release: its files, what the checks say")),
        ("/visits", new("les visites à leurs dates, filtrées par theme, territory, indicator, language, circuit, from, to, when", "the visits on their dates, filtered by theme, territory, indicator, language, circuit, from, to, when")),
        ("/visits/{slug}", new("une visite : son programme, ses places, ce qui en a été raconté", "a visit: its programme, its places, what was told of it")),
        ("/circuits", new("les visites du catalogue, filtrées par theme, territory, indicator, language", "the visits of the catalogue, filtered by theme, territory, indicator, language")),
        ("/circuits/{slug}", new("une visite du catalogue et ses étapes", "a visit of the catalogue and its stops")),
        ("/organisations", new("les organisations, filtrées par q, kind, theme, territory, collective", "the organisations, filtered by q, kind, theme, territory, collective")),
        ("/organisations/{slug}", new("une organisation, et les collectifs dont elle est ou fut membre", "an organisation, and the collectives that it is or was in")),
        ("/collectives?on=…", new("les collectifs, et combien ils étaient un jour donné", "the collectives, and how many they were on a given day")),
        ("/collectives/{slug}?on=…", new("un collectif ce jour-là : qui en était, depuis quand", "a collective on that day: who was in it, since when")),
        ("/actions", new("le recensement des actions, filtré par theme, territory, place, indicator, stage, organisation, axis, plan, q", "the census of actions, filtered by theme, territory, place, indicator, stage, organisation, axis, plan, q")),
        ("/actions/{slug}", new("une action : ce qui est fait, par qui, où, sur quels chiffres", "an action: what is done, by whom, where, on which figures")),
        ("/events?from=…&to=…", new("les dates de l’agenda, visites comprises, filtrées par kind, theme, territory, audience, organisation, free, online, q", "the dates of the agenda, visits among them, filtered by kind, theme, territory, audience, organisation, free, online, q")),
        ("/events/{slug}", new("un rendez-vous : ses dates, son lieu, et l’agenda où il est lu", "an event: its dates, its place, and the calendar in which it is read")),
        ("/diff?from=…&to=…", new("ce qui a changé d’une publication à une autre, et pourquoi", "what changed from one release to another, and why")),
    ];

    /// <summary>What a refusal means.</summary>
    public static IReadOnlyList<(int Code, Text Means)> Refusals { get; } =
    [
        (400, new("Un paramètre est inconnu ou ne se lit pas. « errors » nomme chacun, dit ce qui est accepté et ce qui y ressemble.", "A parameter is unknown or cannot be read. “errors” names each, says what is accepted and what looks like it.")),
        (404, new("Il n’y a rien de ce nom. « nearest » propose les identifiants voisins.", "There is nothing of that name. “nearest” gives the closest ids.")),
        (405, new("L’API se lit : GET et HEAD seulement.", "The API is read only: GET and HEAD alone.")),
        (410, new("Le territoire a été partagé entre plusieurs, que nomme « successors » ; ou la publication d’un curseur n’est plus conservée.", "The territory was shared between several, named by “successors”; or the release of a cursor is no longer kept.")),
    ];

    public async Task OnGet(CancellationToken stop)
    {
        Examples = [.. Api.Examples.Of(Release), .. await visits.ExamplesToTry(stop)];
        Licences = [.. Release.Site.Sources.Select(s => s.Licence).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
