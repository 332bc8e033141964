using Microsoft.AspNetCore.Mvc;
using Terril.Observatory.Public;
using Terril.Shared.Search;

namespace Terril.Site.Search;

/// <summary>What the words typed lead to; a name typed in full, borne by one thing alone, leads straight to it.</summary>
public sealed class ResultsPage(SearchIndex index, WriteSearchEntries entries, IEnumerable<IWriteEntries> rooms) : ReleasePage
{
    private const int Most = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    public IReadOnlyList<SearchEntry> Found { get; private set; } = [];

    public bool IsMore { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Typed)) return Page();

        await entries.Run(stop);
        foreach (var room in rooms) await room.Run(stop);
        var found = await index.Find(Typed, Most + 1, stop);
        (Found, IsMore) = ([.. found.Take(Most)], found.Count > Most);
        return Only() is { } only ? Redirect(Address(only)) : Page();
    }

    public string Address(SearchEntry entry)
    {
        var question = entry.Path.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? Links.To(entry.Path) : Links.To(entry.Path[..question]) + (Links.AsOf is null ? "?" : "&") + entry.Path[(question + 1)..];
    }

    /// <summary>The only one found, or the only one of exactly that name; a commune comes before an indicator of its name, never before a namesake.</summary>
    private SearchEntry? Only()
    {
        if (Found is [var alone]) return alone;
        var name = SearchText.Normalise(Typed);
        return Found.Where(e => e.Name.Fr == name || e.Name.En == name).ToList() is [var exact] ? exact : null;
    }
}
