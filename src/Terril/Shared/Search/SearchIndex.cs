using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Search;

/// <summary>One search box over everything: each room writes its entries, the site asks.</summary>
public sealed class SearchIndex(TerrilDb db)
{
    private const int LongestQuestion = 8;
    private const int Batch = 500;

    /// <summary>Whether the entries of <paramref name="owner"/> are those of this edition of its content.</summary>
    public Task<bool> IsCurrent(string owner, string edition, CancellationToken stop) =>
        db.SearchEntries.AnyAsync(e => e.Owner == owner && e.Edition == edition, stop);

    /// <summary>Whether there are entries of <paramref name="owner"/>, of whatever edition.</summary>
    public Task<bool> Has(string owner, CancellationToken stop) => db.SearchEntries.AnyAsync(e => e.Owner == owner, stop);

    /// <summary>Puts these entries in the place of all that <paramref name="owner"/> had, unless they are already there; readers see the old ones or the new ones.</summary>
    public async Task Replace(string owner, string edition, IEnumerable<SearchEntry> entries, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone($"search {owner}", stop);
        // Two readers may have found it wanting at once: the second has waited for the first.
        if (await IsCurrent(owner, edition, stop)) return;
        await db.SearchEntries.Where(e => e.Owner == owner).ExecuteDeleteAsync(stop);
        // The country has a quarter of a million words: what is written is forgotten as it goes.
        foreach (var batch in entries.Chunk(Batch))
        {
            foreach (var entry in batch) entry.Belong(owner, edition);
            db.AddRange(batch.AsEnumerable());
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
        }
        await transaction.CommitAsync(stop);
    }

    /// <summary>
    /// The entries that have every word typed, the last of which may be unfinished:
    /// first those of exactly that name, then today's before former ones, then the heaviest.
    /// </summary>
    /// <param name="kinds">Only what is of one of these; empty for everything.</param>
    public async Task<IReadOnlyList<SearchEntry>> Find(string? text, int take, CancellationToken stop, params IReadOnlyList<string> kinds)
    {
        var typed = SearchText.WordsAsTyped(text).Take(LongestQuestion).ToList();
        if (typed.Count == 0) return [];

        var name = string.Join(' ', typed.Select(SearchText.InFull));
        var found = db.SearchEntries.AsNoTracking().Where(Begins(typed[^1]));
        foreach (var word in typed.SkipLast(1).Select(SearchText.InFull)) found = found.Where(Has(word));

        if (kinds.Count > 0) found = found.Where(e => kinds.Contains(e.Kind));
        return await found
            .OrderByDescending(e => e.Name.Fr == name || e.Name.En == name)
            .ThenBy(e => e.IsAlias)
            .ThenByDescending(e => e.Weight)
            .ThenBy(e => e.Name.Fr)
            .ThenBy(e => e.Path)
            .Take(take)
            .ToListAsync(stop);
    }

    private Expression<Func<SearchEntry, bool>> Has(string word) =>
        e => db.SearchWords.Where(w => w.Word == word).Select(w => w.EntryId).Contains(e.Id);

    // A range rather than LIKE: both databases answer it from the index. Words are a–z and 0–9, so that « zzz… » ends every prefix.
    private Expression<Func<SearchEntry, bool>> Begins(string prefix)
    {
        var (full, end, endOfFull) = (SearchText.InFull(prefix), End(prefix), End(SearchText.InFull(prefix)));
        return e => db.SearchWords
            .Where(w => (w.Word.CompareTo(prefix) >= 0 && w.Word.CompareTo(end) <= 0)
                || (w.Word.CompareTo(full) >= 0 && w.Word.CompareTo(endOfFull) <= 0))
            .Select(w => w.EntryId).Contains(e.Id);
    }

    private static string End(string prefix) => prefix + "zzzzzzzzzzzz";
}
