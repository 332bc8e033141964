namespace Terril.Shared.Mail;

public enum MailState
{
    /// <summary>For its time, or for a connection.</summary>
    Queued,

    /// <summary>A connection hands it over, under a lease.</summary>
    Claimed,

    /// <summary>Not taken this time; it is tried again.</summary>
    Deferred,

    /// <summary>Its time passed before it could leave: a person says whether it still has a meaning.</summary>
    Late,

    Sent,

    /// <summary>Refused for good: the address is wrong, or the mail is not wanted.</summary>
    Rejected,

    /// <summary>Tried as often as it may be.</summary>
    Dead,

    /// <summary>What caused it was cancelled, or a person kept it back.</summary>
    Withdrawn,
}

/// <summary>A mail to one recipient, written with its cause, and what became of it.</summary>
public sealed class OutgoingMail
{
    /// <summary>Also what its <c>Message-ID</c> is made of: a mail that left twice is recognised.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string CauseKind { get; init; }

    public required string CauseId { get; init; }

    public required string Template { get; init; }

    public required string ToAddress { get; init; }

    public string? ToName { get; init; }

    public required string Language { get; init; }

    public string? ReplyTo { get; init; }

    /// <summary>Where one leaves the list, for a mailing.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>One of many: it lets the others go first.</summary>
    public bool IsMailing { get; init; }

    /// <summary>Null once forgotten, as both bodies.</summary>
    public string? Subject { get; init; }

    public string? TextBody { get; init; }

    public string? HtmlBody { get; init; }

    /// <summary>What a calendar reads of it, attached: text/calendar, RFC 5545. Null once forgotten.</summary>
    public string? Calendar { get; init; }

    public MailState State { get; init; }

    public DateTimeOffset WrittenAt { get; init; }

    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>The end of its window: later, it is <see cref="MailState.Late"/>.</summary>
    public DateTimeOffset NotAfter { get; init; }

    /// <summary>When a sender may take it; the end of the lease while it is handed over; null when nobody is to take it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public Guid? Lease { get; init; }

    public int Attempts { get; init; }

    /// <summary>A sender died, or lost the line, while it handed it over: it was sent again, and may have arrived twice.</summary>
    public bool PerhapsTwice { get; init; }

    /// <summary>What the server last said.</summary>
    public string? RelaySaid { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Where mail leaves from. A copy of the database that wakes up elsewhere holds it.</summary>
public sealed class MailGate
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>The place that sends, as <see cref="MailPlace"/> tells it.</summary>
    public required string Place { get; init; }

    /// <summary>Since when nothing leaves.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    public string? Reason { get; init; }
}
