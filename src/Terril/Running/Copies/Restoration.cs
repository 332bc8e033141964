namespace Terril.Running.Copies;

/// <summary>A copy that was put back here. Its row is in the database that was put back: it tells whether that was finished.</summary>
public sealed class Restoration
{
    public Guid Id { get; init; }

    public DateTimeOffset RestoredAt { get; init; }

    /// <summary>When the copy was taken: what happened since is not in this database.</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>Version of the program that took it.</summary>
    public string TakenBy { get; init; } = "";
}
