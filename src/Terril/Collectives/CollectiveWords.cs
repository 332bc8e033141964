using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Observatory;

namespace Terril.Collectives;

/// <summary>The words of this room that several pages say.</summary>
public static class CollectiveWords
{
    public static Text Kind(OrganisationKind kind) => kind switch
    {
        OrganisationKind.LocalAuthority => new("Collectivité territoriale", "Local authority"),
        OrganisationKind.State => new("État, agence de l’État", "State, state agency"),
        OrganisationKind.Association => new("Association", "Association"),
        OrganisationKind.Company => new("Entreprise", "Company"),
        OrganisationKind.School => new("Enseignement, recherche", "Education, research"),
        OrganisationKind.Institution => new("Établissement public, institution", "Public institution"),
        _ => new("Autre", "Other"),
    };

    public static Text State(MembershipState state) => state switch
    {
        MembershipState.Asked => new("demandée", "asked"),
        MembershipState.Member => new("membre", "member"),
        MembershipState.Refused => new("refusée", "refused"),
        _ => new("partie", "left"),
    };

    public static Text Function(RepresentativeFunction function) => function switch
    {
        RepresentativeFunction.Responsible => new("Responsable : tient la page, demande à rejoindre, invite", "Responsible: keeps the page, asks to join, invites"),
        _ => new("Contributeur : inscrit les actions et les dates", "Contributor: writes actions and dates"),
    };

    public static IReadOnlyList<(string Value, Text Name)> Kinds { get; } = [.. Enum.GetValues<OrganisationKind>().Select(k => (k.ToString(), Kind(k)))];
}
