using Terril.Observatory;

namespace Terril.Shared.Search;

/// <summary>Something the search box finds: its title, one line of detail, and the page it leads to.</summary>
public sealed class SearchEntry
{
    private SearchEntry() { }

    /// <param name="kind">What it is, for the page that lists it: <c>commune</c>, <c>indicator</c>…</param>
    /// <param name="path">Address of its page, from <c>/</c>.</param>
    /// <param name="title">Its name: every word of it is found.</param>
    /// <param name="detail">What tells it from its namesakes; shown, not searched.</param>
    public SearchEntry(string kind, string path, Text title, Text detail = default)
    {
        (Kind, Path, Title) = (kind, path, title);
        Detail = new(detail.Fr ?? "", detail.En ?? "");
        Name = new(SearchText.Normalise(title.Fr), SearchText.Normalise(title.En));
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The room that wrote it, and which edition of its content it was written from.</summary>
    public string Owner { get; internal set; } = "";

    public string Edition { get; internal set; } = "";

    public string Kind { get; private init; } = "";

    public string Path { get; private init; } = "";

    public Text Title { get; private init; }

    public Text Detail { get; private init; }

    /// <summary>The title as <see cref="SearchText"/> has it.</summary>
    public Text Name { get; private init; }

    /// <summary>A former or second name, which comes after the things that bear the name today.</summary>
    public bool IsAlias { get; init; }

    /// <summary>Of two that match as well, the heavier comes first: a population.</summary>
    public long Weight { get; init; }

    /// <summary>Words that find it though they are not in its title: postcodes, codes.</summary>
    public IEnumerable<string> AlsoFoundBy { init => Words.AddRange(value.SelectMany(SearchText.Words).Select(w => new SearchWord { Word = w })); }

    internal List<SearchWord> Words { get; } = [];

    internal void Belong(string owner, string edition)
    {
        (Owner, Edition) = (owner, edition);
        var words = $"{Name.Fr} {Name.En}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(Words.Select(w => w.Word)).ToHashSet(StringComparer.Ordinal);
        Words.Clear();
        Words.AddRange(words.Select(w => new SearchWord { Word = w }));
    }
}

/// <summary>A word by which an entry is found.</summary>
public sealed class SearchWord
{
    public Guid EntryId { get; init; }

    public required string Word { get; init; }
}
