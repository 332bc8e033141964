namespace Terril.Visits.After;

/// <summary>A questionnaire that was sent, by the hash of its link. Whose it was is not kept: answers are nobody’s.</summary>
public sealed class FeedbackInvitation
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid SessionId { get; init; }

    public string SecretHash { get; init; } = "";

    public DateTimeOffset SentAt { get; init; }

    public bool IsUsed { get; set; }
}

/// <summary>One answer to one question of the questionnaire. The answers of one sheet share a number, which is that of nobody.</summary>
public sealed class FeedbackAnswer
{
    /// <summary>Drawn: a key in the order of time would tell the minute, and so perhaps the person.</summary>
    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid SessionId { get; init; }

    public Guid Sheet { get; init; }

    /// <summary>Key of the question.</summary>
    public string Question { get; init; } = "";

    public int? Score { get; init; }

    public string Words { get; init; } = "";

    /// <summary>The day, and no more.</summary>
    public DateTimeOffset Day { get; init; }
}

/// <summary>What a visit led to.</summary>
public enum Effect
{
    Nothing,

    /// <summary>Intends to begin.</summary>
    Thinking,

    /// <summary>Began, or meant to, and gave up.</summary>
    GaveUp,
    Started,
    Done,
}

/// <summary>A question asked three or twelve months after a visit, and its answer.</summary>
public sealed class FollowUp
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid SessionId { get; init; }

    public Guid RegistrationId { get; init; }

    /// <summary>3 or 12.</summary>
    public int Months { get; init; }

    public string SecretHash { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public Effect? Effect { get; set; }

    public string Words { get; set; } = "";

    /// <summary>What stood in the way.</summary>
    public string Obstacles { get; set; } = "";

    /// <summary>They let us quote these words, without their name.</summary>
    public bool MayBeQuoted { get; set; }

    /// <summary>The action that came of it.</summary>
    public Guid? ActionId { get; set; }
}

/// <summary>What is told of a session afterwards.</summary>
public sealed class VisitReport
{
    public Guid SessionId { get; init; }

    public string TextFr { get; set; } = "";

    public string TextEn { get; set; } = "";

    /// <summary>What to remember, one a line.</summary>
    public string TakeawaysFr { get; set; } = "";

    public string TakeawaysEn { get; set; } = "";

    public Guid? WrittenBy { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }
}

/// <summary>A document handed out at a session, or written of it.</summary>
public sealed class VisitDocument
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid SessionId { get; init; }

    public Guid FileId { get; init; }

    public string TitleFr { get; set; } = "";

    public string TitleEn { get; set; } = "";

    public int Position { get; set; }
}
