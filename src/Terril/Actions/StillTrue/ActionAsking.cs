namespace Terril.Actions.StillTrue;

/// <summary>What was answered to “is it still true?”.</summary>
public enum StillAnswer
{
    True,
    Over,
    Changed,
}

/// <summary>The yearly question, put by one mail.</summary>
public sealed class ActionAsking
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid SheetId { get; init; }

    public string SecretHash { get; init; } = "";

    /// <summary>False when there was nobody to ask.</summary>
    public bool IsSent { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public StillAnswer? Said { get; set; }
}
