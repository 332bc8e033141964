using Terril.Collectives.Organisations;
using Terril.Observatory;

namespace Terril.Collectives.Import;

/// <summary>An organisation as a file of <c>collectives/</c> writes it.</summary>
internal sealed record WrittenOrganisation(string Slug, string Name, OrganisationKind Kind, string Territory, Text Description, string Website, string Source, Place Place);

/// <summary>A membership; one that names no organisation stands for as many as sources count and do not name.</summary>
internal sealed record WrittenMember(string Organisation, DateOnly JoinedOn, DateOnly? LeftOn, bool IsSteering, string Source, Place Place);

internal sealed record WrittenCount(DateOnly On, Text Says, string Source);

/// <summary>A collective as a file writes it.</summary>
internal sealed record WrittenCollective(
    string Slug, Text Name, Text Purpose, DateOnly? StartsOn, DateOnly? EndsOn, IReadOnlyList<Text> Axes, Text Charter, IReadOnlyList<WrittenMember> Members, IReadOnlyList<WrittenCount> Counts, Place Place);

/// <summary>All that <c>collectives/</c> writes.</summary>
internal sealed record WrittenCollectives(IReadOnlyList<WrittenOrganisation> Organisations, IReadOnlyList<WrittenCollective> Collectives);
