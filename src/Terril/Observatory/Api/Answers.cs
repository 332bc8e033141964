namespace Terril.Observatory.Api;

/// <summary>One thing, and the release it was read in.</summary>
/// <param name="Release">Id of the release: ask again with `asOf` to read it later.</param>
/// <param name="Data">The thing.</param>
public sealed record Answer<T>(string Release, T Data);

/// <summary>A part of a list, and the release it was read in.</summary>
/// <param name="Release">Id of the release: the same on every page, whatever is published meanwhile.</param>
/// <param name="Data">In a stable order.</param>
/// <param name="Next">Address of the next page, from the root of the host; null on the last one.</param>
public sealed record Page<T>(string Release, IReadOnlyList<T> Data, string? Next);
