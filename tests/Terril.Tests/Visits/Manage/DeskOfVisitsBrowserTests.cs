using Terril.Tests.Harness;
using Terril.Visits.Sessions;
using static Terril.Tests.Visits.Manage.DeskOfVisits;

namespace Terril.Tests.Visits.Manage;

/// <summary>The back office of visits in a real browser: axe, a narrow screen, no script.</summary>
public sealed class DeskOfVisitsBrowserTests
{
    private static readonly (string Name, string Path)[] s_pages =
    [
        ("visites", Root), ("circuits", $"{Root}/circuits"), ("circuit", $"{Root}/circuits/{{circuit}}"), ("circuit-modifier", $"{Root}/circuits/{{circuit}}/modifier"), ("etape", $"{Root}/circuits/{{circuit}}/etapes"),
        ("photo", $"{Root}/circuits/{{circuit}}/photos"), ("nouvelle", $"{Root}/seances/nouvelle?circuit={{circuit}}"), ("seance", $"{Root}/seances/{{session}}"), ("programme", $"{Root}/seances/{{session}}/programme"),
        ("publier", $"{Root}/seances/{{session}}/publier"), ("deplacer", $"{Root}/seances/{{session}}/deplacer"), ("places", $"{Root}/seances/{{session}}/places"), ("inscrire", $"{Root}/seances/{{session}}/inscrire"),
        ("ecrire", $"{Root}/seances/{{session}}/ecrire"), ("inscription", $"{Root}/inscriptions/{{registration}}"), ("statistiques", $"{Root}/statistiques"),
    ];

    [Fact]
    public async Task Every_page_holds_on_every_screen_in_light_and_in_dark()
    {
        await using var house = await House.Open(Provider.Sqlite);
        var of = await Busy(house);
        using var organiser = await house.Organiser();
        await house.ShouldHold(s_pages.Select(page => ($"gestion-{page.Name}", of(page.Path))), organiser);
    }

    /// <summary>A house with a circuit, a full session, somebody who waits, somebody with needs; and what is filled in for the braces.</summary>
    private static async Task<Func<string, string>> Busy(House house)
    {
        var circuit = await house.Circuit(isPublished: true);
        await house.Circuit("Ovilléo, l’eau qui revient");
        var session = await house.Session(8, WaitingRule.BestFit, 5, null);
        var limited = session.Stops.Single(s => s.About.Capacity is not null);
        foreach (var (name, organisation, size) in new[] { ("Camille Fictive", "Communauté d’agglomération, service déchets", 4), ("Noé Exemple", "Commune de 900 habitants", 1), ("Sacha Modèle", "Association de quartier", 3), ("Lou Démonstration", "Syndicat mixte", 2), ("Alix Témoin", "", 1) })
            await house.Register(session, Party($"{name.Split(' ')[0].ToLowerInvariant().Replace('é', 'e')}@terril.example", size, ("Form.Name", name), ("Form.Organisation", organisation), ($"Form.Stops[{limited.Id}]", size < 4 ? "yes" : "no")));
        var first = await house.Of(session, "camille@terril.example");
        await house.Needs(first, "Fauteuil roulant");
        await house.Came(first, 4);
        return path => path.Replace("{circuit}", $"{circuit.Id}", StringComparison.Ordinal).Replace("{session}", $"{session.Id}", StringComparison.Ordinal).Replace("{registration}", $"{first.Id}", StringComparison.Ordinal);
    }
}
