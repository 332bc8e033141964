namespace Terril.Shared.Cache;

/// <summary>What all rooms have published together: another object as soon as one of them has something else.</summary>
public sealed class AllPublished(IEnumerable<NowPublished> rooms)
{
    private readonly NowPublished[] _rooms = [.. rooms];
    private volatile Together? _last;

    /// <summary>Null while one of them has nothing: no page is kept then.</summary>
    public async ValueTask<Publishing?> Now()
    {
        var last = _last;
        Publishing[]? others = null;
        for (var i = 0; i < _rooms.Length; i++)
        {
            if (await _rooms[i]() is not { } now) return null;
            if (others is null && last is not null && ReferenceEquals(last.Parts[i].Content, now.Content)) continue;
            others ??= last?.Parts.ToArray() ?? new Publishing[_rooms.Length];
            others[i] = now;
        }
        if (others is null) return last?.All;
        _last = last = new(others);
        return last.All;
    }

    private sealed record Together(Publishing[] Parts)
    {
        // Two requests may each make one of the same parts: the content is what tells them apart, and the later stays.
        public Publishing All { get; } = new(new Whole([.. Parts.Select(p => p.Content)]), Parts.Max(p => p.Since));
    }

    private sealed record Whole(object[] Contents);
}
