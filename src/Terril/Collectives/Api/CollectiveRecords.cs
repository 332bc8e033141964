using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Shared.Database;

namespace Terril.Collectives.Api;

/// <summary>A part of a list of the organisations.</summary>
/// <param name="Data">By slug.</param>
/// <param name="Next">Address of the next page, from the root of the host; null on the last one.</param>
public sealed record OrganisationList(IReadOnlyList<OrganisationSummary> Data, string? Next);

/// <summary>An organisation.</summary>
/// <param name="Slug">Its name in addresses; those that it had before lead to it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Territory">Where it acts, as `level:code`; null when it does not say.</param>
/// <param name="Themes">Keys of themes.</param>
public sealed record OrganisationSummary(string Slug, string Name, string? Acronym, OrganisationKind Kind, string? Territory, IReadOnlyList<string> Themes);

/// <summary>One thing.</summary>
public sealed record OrganisationAnswer(OrganisationDetails Data);

/// <summary>An organisation, and the collectives that it is or was in. Nothing of the people who speak for it.</summary>
/// <param name="Siret">As it gave it; null when it did not.</param>
/// <param name="Rna">As it gave it; null when it did not.</param>
public sealed record OrganisationDetails(
    string Slug, string Name, string? Acronym, OrganisationKind Kind, string? Siret, string? Rna, string? Territory, IReadOnlyList<string> Themes, Text Description, string? Website, IReadOnlyList<MembershipOf> Memberships);

/// <summary>Its place in a collective.</summary>
/// <param name="LeftOn">The first day on which it was a member no more; null while it is one.</param>
public sealed record MembershipOf(string Collective, DateOnly JoinedOn, DateOnly? LeftOn, bool IsSteering);

/// <summary>The collectives.</summary>
public sealed record CollectiveList(IReadOnlyList<CollectiveSummary> Data);

/// <summary>A collective.</summary>
/// <param name="On">The day of the count.</param>
/// <param name="Members">How many organisations were members on that day.</param>
public sealed record CollectiveSummary(string Slug, Text Name, Text Purpose, DateOnly? StartsOn, DateOnly? EndsOn, IReadOnlyList<Text> Axes, DateOnly On, int Members);

/// <summary>One thing.</summary>
public sealed record CollectiveAnswer(CollectiveDetails Data);

/// <summary>A collective on a day, with who was in it then, and what sources state of it.</summary>
public sealed record CollectiveDetails(
    string Slug, Text Name, Text Purpose, DateOnly? StartsOn, DateOnly? EndsOn, IReadOnlyList<Text> Axes, DateOnly On, int Members, IReadOnlyList<CollectiveMember> MemberList, IReadOnlyList<StatedFigure> Stated);

/// <summary>An organisation in a collective.</summary>
public sealed record CollectiveMember(string Organisation, string Name, OrganisationKind Kind, string? Territory, DateOnly JoinedOn, DateOnly? LeftOn, bool IsSteering);

/// <summary>What a source states for a day.</summary>
/// <param name="Says">As it says it.</param>
/// <param name="Counted">How many members are counted here on that day.</param>
public sealed record StatedFigure(DateOnly On, Text Says, int Counted, string Source);

internal static class CollectiveShapes
{
    public static OrganisationSummary Summary(OrganisationBrief o) => new(o.Slug, o.Name, Said(o.Acronym), o.Kind, Said(o.Territory), o.Themes);

    public static OrganisationDetails Details(Organisation o, CollectivesSaid said) => new(
        o.Slug, o.Name, Said(o.Acronym), o.Kind, Said(o.Siret), Said(o.Rna), Said(o.Territory), SpacedKeys.List(o.Themes), o.Description, Said(o.Website),
        [.. said.Collectives.SelectMany(c => c.Members.Where(m => m.Organisation.Id == o.Id).Select(m => new MembershipOf(c.Slug, m.JoinedOn, m.LeftOn, m.IsSteering)))]);

    public static CollectiveSummary Summary(CollectiveBrief c, DateOnly on) => new(c.Slug, c.Name, c.Purpose, c.StartsOn, c.EndsOn, [.. c.Axes.Select(a => a.Name)], on, c.MembersOn(on));

    public static CollectiveDetails Details(CollectiveBrief c, DateOnly on, IEnumerable<StatedCount> stated) => new(
        c.Slug, c.Name, c.Purpose, c.StartsOn, c.EndsOn, [.. c.Axes.Select(a => a.Name)], on, c.MembersOn(on),
        [.. c.Members.Where(m => m.IsMemberOn(on)).Select(m => new CollectiveMember(m.Organisation.Slug, m.Organisation.Name, m.Organisation.Kind, Said(m.Organisation.Territory), m.JoinedOn, m.LeftOn, m.IsSteering))],
        [.. stated.OrderBy(s => s.On).Select(s => new StatedFigure(s.On, s.Says, c.MembersOn(s.On), s.Source))]);

    private static string? Said(string text) => text.Length > 0 ? text : null;
}
