using Terril.Collectives.Organisations;
using Terril.Observatory;
using Terril.Shared.Cache;
using Terril.Shared.Search;

namespace Terril.Collectives.Public;

/// <summary>An organisation in one line.</summary>
/// <param name="Territory">Where it acts, <c>level:code</c>; empty when it does not say.</param>
public sealed record OrganisationBrief(Guid Id, string Path, string Name, string Acronym, OrganisationKind Kind, string Territory, IReadOnlyList<string> Themes)
{
    /// <summary>Its name in addresses.</summary>
    public string Slug => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>An organisation in a collective, from a day and until another.</summary>
/// <param name="Source">Where that is known from, when the organisation did not ask by itself.</param>
public sealed record MemberBrief(OrganisationBrief Organisation, DateOnly JoinedOn, DateOnly? LeftOn, bool IsSteering, string Source)
{
    public bool IsMemberOn(DateOnly day) => JoinedOn <= day && (LeftOn is not { } left || day < left);
}

public sealed record AxisBrief(Guid Id, int Position, Text Name);

/// <param name="Members">All that were ever members, in the order in which they joined.</param>
/// <param name="IsOpen">Organisations may ask to join.</param>
public sealed record CollectiveBrief(
    Guid Id, string Path, Text Name, Text Purpose, DateOnly? StartsOn, DateOnly? EndsOn, bool IsOpen, IReadOnlyList<AxisBrief> Axes, IReadOnlyList<MemberBrief> Members)
{
    public string Slug => Path[(Path.LastIndexOf('/') + 1)..];

    public int MembersOn(DateOnly day) => Members.Count(m => m.IsMemberOn(day));
}

/// <summary>All that the room says at one moment.</summary>
/// <param name="Organisations">By name.</param>
/// <param name="MergedInto">Keys of those that were merged or renamed, and where they lead.</param>
public sealed record CollectivesSaid(
    string Edition, DateTimeOffset Since, IReadOnlyList<OrganisationBrief> Organisations, IReadOnlyList<CollectiveBrief> Collectives, IReadOnlyDictionary<Guid, Guid> MergedInto) : ISaid
{
    private readonly Dictionary<Guid, OrganisationBrief> _byId = Organisations.ToDictionary(o => o.Id);

    public DateTimeOffset Until => DateTimeOffset.MaxValue;

    public bool IsEmpty => Organisations.Count + Collectives.Count == 0;

    /// <summary>Null for one that is not shown. One that was merged is found as the one it was merged into.</summary>
    public OrganisationBrief? Organisation(Guid? id) =>
        id is not { } known ? null : _byId.GetValueOrDefault(known) ?? (MergedInto.TryGetValue(known, out var into) ? _byId.GetValueOrDefault(into) : null);

    /// <summary>Who bears that name, or that acronym.</summary>
    public OrganisationBrief? Named(string name)
    {
        var normal = SearchText.Normalise(name);
        return normal.Length == 0 ? null : Organisations.FirstOrDefault(o => SearchText.Normalise(o.Name) == normal || o.Acronym.Length > 0 && SearchText.Normalise(o.Acronym) == normal);
    }

    public AxisBrief? Axis(Guid id) => Collectives.SelectMany(c => c.Axes).FirstOrDefault(a => a.Id == id);
}

/// <summary>Where things of the room are.</summary>
public static class CollectivePaths
{
    public const string Organisations = "/organisations";
    public const string Collectives = "/collectifs";

    public static string Organisation(string slug) => $"{Organisations}/{slug}";

    public static string Collective(string slug) => $"{Collectives}/{slug}";
}
