namespace Terril.Shared.Api;

/// <summary>What was probably meant.</summary>
public static class Nearest
{
    private const int Most = 3;
    private const int Longest = 60;

    /// <summary>The words nearest to what was written, nearest first; none when nothing looks like it.</summary>
    public static IReadOnlyList<string> To(string said, IEnumerable<string> known) =>
    [
        .. known.Distinct(StringComparer.Ordinal)
            .Select(word => (word, Far: Distance(Cut(said), Cut(word))))
            .Where(w => w.Far <= Math.Max(2, w.word.Length / 3))
            .OrderBy(w => w.Far).ThenBy(w => w.word, StringComparer.Ordinal)
            .Take(Most).Select(w => w.word),
    ];

    // Letters to put in, take out or change (Levenshtein); one word that begins the other is near.
    private static int Distance(string one, string other)
    {
        if (one.Length > 1 && (other.StartsWith(one, StringComparison.Ordinal) || (one.StartsWith(other, StringComparison.Ordinal) && other.Length > 2))) return 1;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }

    private static string Cut(string word) => (word.Length <= Longest ? word : word[..Longest]).ToLowerInvariant();
}
