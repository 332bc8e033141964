using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>A release and the instant from which it was in force.</summary>
public sealed record Publication(string Release, DateTimeOffset At);

/// <summary>The folder that keeps snapshots, releases and their history. Several processes may read while one publishes.</summary>
/// <remarks><c>snapshots/</c> (bytes by SHA-256), <c>releases/ID/</c>, <c>history.jsonl</c> (append-only).</remarks>
public sealed partial class ReleaseStore
{
    /// <summary>Opens the folder; an absent folder is an empty store.</summary>
    public ReleaseStore(string folder, OfficialLists lists) => throw new NotImplementedException();

    /// <summary>Publications, oldest first.</summary>
    public IReadOnlyList<Publication> History => throw new NotImplementedException();

    /// <summary>The release in force now; null when the store is empty.</summary>
    public Release? Current => throw new NotImplementedException();

    /// <summary>The release in force at an instant; null before the first.</summary>
    public Release? InForce(DateTimeOffset at) => throw new NotImplementedException();

    /// <summary>A release by id, opened once and kept.</summary>
    /// <exception cref="FaultyInputException">There is none, or one of its files is truncated or altered.</exception>
    public Release Open(string id) => throw new NotImplementedException();
}
