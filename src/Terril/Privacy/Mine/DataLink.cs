namespace Terril.Privacy.Mine;

/// <summary>A link sent to an address so that whoever reads its mail sees what is held of them; it opens one short session, for that alone.</summary>
internal sealed class DataLink
{
    /// <summary>How long the link may be opened.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromHours(1);

    /// <summary>How long one may then read and decide.</summary>
    public static readonly TimeSpan Session = TimeSpan.FromMinutes(30);

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string TokenHash { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>Keyed hash of the address.</summary>
    public string Mark { get; init; } = "";

    public string Language { get; init; } = "fr";

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When it served: once.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    public string? SessionHash { get; init; }

    /// <summary>When the person left.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
