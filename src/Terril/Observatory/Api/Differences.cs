using Terril.Observatory.Releases;

namespace Terril.Observatory.Api;

/// <summary>Keeps the last difference asked for: its pages are asked one after the other.</summary>
public sealed class Differences
{
    private volatile Known? _last;

    public IReadOnlyList<Change> Between(Release before, Release after)
    {
        if (_last is { } known && known.Before == before.Id && known.After == after.Id) return known.Changes;
        var changes = ReleaseDiff.Between(before, after);
        _last = new Known(before.Id, after.Id, changes);
        return changes;
    }

    private sealed record Known(string Before, string After, IReadOnlyList<Change> Changes);
}
