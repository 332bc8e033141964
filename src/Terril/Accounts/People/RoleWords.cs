using Terril.Observatory;
using Terril.Shared.Access;

namespace Terril.Accounts.People;

/// <summary>What each role is called, and what it lets one do.</summary>
public static class RoleWords
{
    public static Text Name(Role role) => role switch
    {
        Role.Administrator => new("Administration", "Administrator"),
        Role.Editor => new("Rédaction", "Editor"),
        Role.DataManager => new("Données", "Data manager"),
        Role.VisitOrganiser => new("Visites", "Visit organiser"),
        Role.Member => new("Membre", "Member"),
        Role.Reviewer => new("Instruction", "Reviewer"),
        _ => new("Évaluation", "Evaluator"),
    };

    public static Text Means(Role role) => role switch
    {
        Role.Administrator => new("faire tourner le site : comptes, réglages, ce qui casse", "run the site: accounts, settings, what breaks"),
        Role.Editor => new("écrire ce que dit le site : pages, ressources, lettres", "write what the site says: pages, library, newsletters"),
        Role.DataManager => new("répondre des chiffres : sources, contrôles, publications", "answer for the figures: sources, checks, releases"),
        Role.VisitOrganiser => new("préparer les visites et accueillir", "prepare visits and welcome visitors"),
        Role.Member => new("tenir ce qui est à sa structure", "keep what belongs to one’s organisation"),
        Role.Reviewer => new("lire les dossiers confiés", "read the applications assigned to them"),
        _ => new("suivre les effets", "follow the effects"),
    };
}
