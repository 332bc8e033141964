using System.Collections.Concurrent;

namespace Terril.Shared.Cache;

/// <summary>Pages kept for as long as nothing else is published, within so many bytes: the one that nobody asked for lately leaves first.</summary>
public sealed class Shelf(long capacity)
{
    private readonly Lock _change = new();
    private readonly Queue<(PageKey Key, KeptPage Page)> _turn = [];
    private volatile Content _content = new(null);
    private long _weight;

    /// <summary>Bytes held.</summary>
    public long Weight => Interlocked.Read(ref _weight);

    public bool IsOpen => capacity > 0;

    public KeptPage? Find(Publishing now, in PageKey key)
    {
        var content = _content;
        if (!ReferenceEquals(content.Of, now.Content) || !content.Pages.TryGetValue(key, out var page)) return null;
        if (!page.IsUsed) page.IsUsed = true;
        return page;
    }

    public void Put(Publishing now, in PageKey key, KeptPage page)
    {
        if (page.Weight > capacity / 8) return;
        lock (_change)
        {
            if (!ReferenceEquals(_content.Of, now.Content)) Clear(now.Content);
            if (!_content.Pages.TryAdd(key, page)) return;
            _turn.Enqueue((key, page));
            _weight += page.Weight;
            while (_weight > capacity) Evict();
        }
    }

    /// <summary>Counts the times it was emptied: what was being made meanwhile is not put on it.</summary>
    public int Cleared { get; private set; }

    /// <summary>Takes everything off: something that is on every page has changed.</summary>
    public void Clear()
    {
        lock (_change)
        {
            Cleared++;
            Clear(null);
        }
    }

    private void Clear(object? of)
    {
        _content = new(of);
        _turn.Clear();
        _weight = 0;
    }

    // A second chance to what was asked for since its last turn.
    private void Evict()
    {
        var (key, page) = _turn.Dequeue();
        if (page.IsUsed)
        {
            page.IsUsed = false;
            _turn.Enqueue((key, page));
            return;
        }
        _content.Pages.TryRemove(key, out _);
        _weight -= page.Weight;
    }

    private sealed record Content(object? Of)
    {
        public ConcurrentDictionary<PageKey, KeptPage> Pages { get; } = new();
    }
}
