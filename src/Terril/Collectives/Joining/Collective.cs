using Terril.Observatory;

namespace Terril.Collectives.Joining;

/// <summary>Organisations that speak with one voice for a time: a purpose, axes, a charter, dates, members.</summary>
public sealed class Collective
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Slug { get; set; } = "";

    public string NameFr { get; set; } = "";

    public string NameEn { get; set; } = "";

    public string PurposeFr { get; set; } = "";

    public string PurposeEn { get; set; } = "";

    public DateOnly? StartsOn { get; set; }

    /// <summary>Its last day; null while it is not said.</summary>
    public DateOnly? EndsOn { get; set; }

    public bool IsPublished { get; set; }

    /// <summary>Organisations may ask to join.</summary>
    public bool IsOpen { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    public List<CollectiveAxis> Axes { get; private init; } = [];

    public List<Charter> Charters { get; private init; } = [];

    public List<StatedCount> Counts { get; private init; } = [];

    public Text Name => new(NameFr, NameEn.Length > 0 ? NameEn : NameFr);

    public Text Purpose => new(PurposeFr, PurposeEn.Length > 0 ? PurposeEn : PurposeFr);

    /// <summary>The words that whoever joins now accepts.</summary>
    public Charter? Charter => Charters.MaxBy(c => c.Version);
}

/// <summary>One of the ends that members share.</summary>
public sealed class CollectiveAxis
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid CollectiveId { get; init; }

    /// <summary>From 1.</summary>
    public int Position { get; set; }

    public string NameFr { get; set; } = "";

    public string NameEn { get; set; } = "";

    public Text Name => new(NameFr, NameEn.Length > 0 ? NameEn : NameFr);
}

/// <summary>What members accept. A version that was published never changes.</summary>
public sealed class Charter
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid CollectiveId { get; init; }

    public int Version { get; init; }

    public string TextFr { get; init; } = "";

    public string TextEn { get; init; } = "";

    public DateTimeOffset PublishedAt { get; init; }

    public Text Words => new(TextFr, TextEn.Length > 0 ? TextEn : TextFr);
}

/// <summary>A count that a source states for a day. It is shown beside what is counted here, and never mixed with it.</summary>
public sealed class StatedCount
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid CollectiveId { get; init; }

    public DateOnly On { get; init; }

    /// <summary>As the source says it: « plus de 25 organisations ».</summary>
    public string SaysFr { get; init; } = "";

    public string SaysEn { get; init; } = "";

    public string Source { get; init; } = "";

    public Text Says => new(SaysFr, SaysEn.Length > 0 ? SaysEn : SaysFr);
}

public enum MembershipState
{
    Asked,
    Member,
    Refused,

    /// <summary>It was a member, until a day.</summary>
    Left,
}

/// <summary>An organisation in a collective, from a day and until another: how many they were on any day is counted from these.</summary>
public sealed class Membership
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid CollectiveId { get; init; }

    public Guid OrganisationId { get; set; }

    public MembershipState State { get; set; }

    /// <summary>Leads the collective with others.</summary>
    public bool IsSteering { get; set; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>The charter that was accepted, with its words, by whom and when; null when it was before there were any.</summary>
    public Guid? CharterId { get; init; }

    public Guid? AcceptedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; set; }

    public Guid? DecidedBy { get; set; }

    /// <summary>Why it was refused, or left.</summary>
    public string Reason { get; set; } = "";

    public DateOnly? JoinedOn { get; set; }

    /// <summary>The first day on which it was no member any more.</summary>
    public DateOnly? LeftOn { get; set; }

    public string Source { get; init; } = "";

    public bool IsMemberOn(DateOnly day) => JoinedOn is { } joined && joined <= day && (LeftOn is not { } left || day < left);
}
