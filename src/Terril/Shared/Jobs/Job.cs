using System.Security.Cryptography;
using System.Text;

namespace Terril.Shared.Jobs;

public enum JobState
{
    /// <summary>For its time, or for a node to take it.</summary>
    Waiting,

    /// <summary>A node does it, under a lease.</summary>
    Running,

    Done,

    /// <summary>Tried as often as it may be: a person decides.</summary>
    Failed,
}

/// <summary>Something to be done: asked once, or recurring and then always the same row.</summary>
public sealed class Job
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string Name { get; init; }

    public string? Given { get; init; }

    /// <summary>When it recurs, as <see cref="Every.ToString"/> says it; null when it was asked.</summary>
    public string? Schedule { get; init; }

    public JobState State { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When a node may take it; the end of the lease while it runs; null when nothing is to be done any more.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public Guid? Lease { get; init; }

    /// <summary>The node that took it last.</summary>
    public string? Runner { get; init; }

    /// <summary>How often it was begun since it last succeeded.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it last failed.</summary>
    public string? Reason { get; init; }

    /// <summary>A recurring job has one key, whichever node writes it first.</summary>
    internal static Guid KeyOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"recurring {name}")).AsSpan(0, 16));
}
