using Terril.Observatory;

namespace Terril.Privacy.Consent;

/// <summary>The words of a version, as they were when it was first used.</summary>
internal sealed class RecordedWording
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Purpose { get; init; } = "";

    public int Version { get; init; }

    public Text Text { get; init; }

    public DateTimeOffset RecordedAt { get; init; }
}
