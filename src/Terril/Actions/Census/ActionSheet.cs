using Terril.Observatory;

namespace Terril.Actions.Census;

/// <summary>How far an action is.</summary>
public enum ActionStage
{
    Idea,
    Project,
    UnderWay,
    Done,
    Paused,
    Stopped,
}

/// <summary>What became of a sheet here.</summary>
public enum ActionState
{
    /// <summary>Proposed by an address that has not shown that it is theirs.</summary>
    Unverified,
    ToModerate,
    Published,
    Refused,
    Withdrawn,
}

/// <summary>
/// An action of the census: what, by whom, where, on which figures, how far. Whom it came from is apart, in
/// <see cref="Shared.Proposing.ProposalContact"/>. English may be empty: the French is then shown.
/// </summary>
public sealed class ActionSheet
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Its name in addresses, for ever once it is published.</summary>
    public string Slug { get; set; } = "";

    public string TitleFr { get; set; } = "";

    public string TitleEn { get; set; } = "";

    public string WhatFr { get; set; } = "";

    public string WhatEn { get; set; } = "";

    /// <summary>The organisation that leads it, when it is known here.</summary>
    public Guid? LeadId { get; set; }

    /// <summary>Its name, when it is not.</summary>
    public string LeadName { get; set; } = "";

    /// <summary>Where, <c>level:code</c>, as <see cref="Shared.Database.SpacedKeys"/>; so are the next four.</summary>
    public string Territories { get; set; } = "";

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public string Themes { get; set; } = "";

    public string Indicators { get; set; } = "";

    /// <summary>Ids of axes of collectives.</summary>
    public string Axes { get; set; } = "";

    /// <summary>The plans it serves: keys of <see cref="ActionWords.Plans"/>.</summary>
    public string Plans { get; set; } = "";

    /// <summary>The name of the other plan.</summary>
    public string PlanName { get; set; } = "";

    public ActionStage Stage { get; set; } = ActionStage.UnderWay;

    public DateOnly? StartsOn { get; set; }

    public DateOnly? EndsOn { get; set; }

    public string MeansFr { get; set; } = "";

    public string MeansEn { get; set; } = "";

    public string EffectFr { get; set; } = "";

    public string EffectEn { get; set; } = "";

    /// <summary>How that effect was reckoned. An effect without a method is shown as a wish.</summary>
    public string EffectMethod { get; set; } = "";

    public string ResultsFr { get; set; } = "";

    public string ResultsEn { get; set; } = "";

    /// <summary>Addresses, one a line.</summary>
    public string Links { get; set; } = "";

    /// <summary>Slug of the circuit on which it is seen.</summary>
    public string CircuitSlug { get; set; } = "";

    /// <summary>Address of what tells it as a good practice.</summary>
    public string Practice { get; set; } = "";

    /// <summary>The table it was imported from, and its key there; empty for what was written here.</summary>
    public string Source { get; set; } = "";

    public string SourceId { get; set; } = "";

    /// <summary>Where what it says was read, in words, and its address.</summary>
    public string SourceSays { get; set; } = "";

    public string SourceLink { get; set; } = "";

    public ActionState State { get; set; }

    /// <summary>Why it was refused or taken out, or what is to be corrected: its author reads it.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The sheet of the same action: this address leads there.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>Until when somebody is to say yes or no.</summary>
    public DateTimeOffset? ModerateBy { get; set; }

    /// <summary>Its author has the turn.</summary>
    public DateTimeOffset? CorrectionAskedAt { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>The last day on which who leads it said that it is still true.</summary>
    public DateOnly? ConfirmedOn { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>What lists are searched by.</summary>
    public string Words { get; set; } = "";

    /// <summary>Its ground, when a point would say too little.</summary>
    public ActionArea? Area { get; set; }

    public List<ActionPartner> Partners { get; private init; } = [];

    public List<ActionPhoto> Photos { get; private init; } = [];

    public Text Title => Both(TitleFr, TitleEn);

    public Text What => Both(WhatFr, WhatEn);

    public Text Means => Both(MeansFr, MeansEn);

    public Text ExpectedEffect => Both(EffectFr, EffectEn);

    public Text Results => Both(ResultsFr, ResultsEn);

    public bool IsPublished => State == ActionState.Published;

    /// <summary>Somebody of the team is to say yes or no, and it is their turn.</summary>
    public bool WaitsForTeam => State == ActionState.ToModerate && CorrectionAskedAt is null;

    internal static Text Both(string fr, string en) => new(fr, en.Length > 0 ? en : fr);
}

/// <summary>The ground of an action, apart from what is read of all of them.</summary>
public sealed class ActionArea
{
    public Guid SheetId { get; init; }

    /// <summary>As <see cref="Census.Area.ToGeoJson"/> writes it.</summary>
    public string Shape { get; set; } = "";

    /// <summary>Of a point within it, where it stands on a map of many.</summary>
    public double Latitude { get; set; }

    public double Longitude { get; set; }

    public double SquareKilometres { get; set; }
}

/// <summary>An organisation that takes part.</summary>
public sealed class ActionPartner
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid SheetId { get; init; }

    public int Position { get; set; }

    public Guid? OrganisationId { get; set; }

    public string Name { get; set; } = "";
}

/// <summary>Whether people can be recognised in a photo, and what they agreed to. Without an answer it is not published.</summary>
public enum PeopleOnPhoto
{
    Unknown,
    Nobody,

    /// <summary>Each person in the foreground agreed in writing.</summary>
    Agreed,
}

/// <summary>A photo of an action, with what it shows for those who do not see it.</summary>
public sealed class ActionPhoto
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid SheetId { get; init; }

    /// <summary>Of the files that were let in.</summary>
    public Guid FileId { get; init; }

    public string AlternativeFr { get; set; } = "";

    public string AlternativeEn { get; set; } = "";

    public PeopleOnPhoto People { get; set; }

    public int Position { get; set; }

    public Text Alternative => ActionSheet.Both(AlternativeFr, AlternativeEn);

    public bool IsPublishable => People != PeopleOnPhoto.Unknown && AlternativeFr.Length > 0;
}

/// <summary>A mistake that a reader saw, or what its lead says has changed. Of who wrote it nothing is kept.</summary>
public sealed class ActionReport
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid SheetId { get; init; }

    public string Says { get; init; } = "";

    /// <summary>Said by the link of the yearly question.</summary>
    public bool IsOfLead { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? HandledAt { get; set; }

    public Guid? HandledBy { get; set; }
}
