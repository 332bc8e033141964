namespace Terril.Privacy.Retention;

internal enum EraseCause
{
    /// <summary>Its time was over.</summary>
    Retention,

    /// <summary>The person asked.</summary>
    Request,

    /// <summary>A restored copy had it again.</summary>
    Replay,
}

/// <summary>What is left of what was erased: a count.</summary>
internal sealed class Tombstone
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public DateTimeOffset At { get; init; }

    /// <summary>Key of the kind of data.</summary>
    public string Holding { get; init; } = "";

    public EraseCause Cause { get; init; }

    /// <summary>Keyed hash: of the person who asked, or else of the list of records.</summary>
    public string Mark { get; init; } = "";

    public int Count { get; init; }
}

/// <summary>A record that a person had erased, to erase it again from a copy that is older.</summary>
internal sealed class ErasedRecord
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Holding { get; init; } = "";

    public Guid Record { get; init; }

    public DateTimeOffset At { get; init; }
}
