using Microsoft.EntityFrameworkCore;

namespace Terril.Shared.Database;

/// <summary>Names in addresses.</summary>
internal static class Slugs
{
    private const int Longest = 70;

    /// <summary>The name wanted, or the same with a number that nobody has.</summary>
    public static async Task<string> Free(IQueryable<string> taken, string wanted, CancellationToken stop)
    {
        var slug = wanted.Length > Longest ? wanted[..Longest].TrimEnd('-') : wanted;
        var near = (await taken.Where(s => s.StartsWith(slug)).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        if (!near.Contains(slug)) return slug;
        return Enumerable.Range(2, near.Count + 1).Select(n => $"{slug}-{n}").First(s => !near.Contains(s));
    }
}
