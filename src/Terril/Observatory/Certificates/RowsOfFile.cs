using Terril.Observatory.Explaining;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Certificates;

/// <summary>The raw rows of one file that a figure is made of.</summary>
public sealed record RowsOfFile(Edition Edition, string Letter, IReadOnlyList<RawRow> Rows, int Count)
{
    /// <summary>Beyond, the rows are only counted.</summary>
    private const int Most = 30;

    /// <summary>Every row under an explanation, in the order of the files, then of the lines.</summary>
    public static IReadOnlyList<RowsOfFile> Under(Explanation explanation) =>
    [
        .. All(explanation).GroupBy(r => r.Edition).OrderBy(g => g.Key.Path, StringComparer.Ordinal)
            .Select((g, i) => new RowsOfFile(g.Key, Name(i), [.. g.DistinctBy(r => r.Line).OrderBy(r => r.Line).Take(Most)], g.Select(r => r.Line).Distinct().Count())),
    ];

    /// <summary>The names of the columns and which of them hold values here.</summary>
    public IReadOnlyList<(string Name, bool IsValue)> Columns => [.. Rows[0].Header.Select((name, i) => (name, Rows.Any(r => r.Column == i)))];

    private static IEnumerable<RawRow> All(Explanation explanation) => explanation.Rows.Concat(explanation.Inputs.SelectMany(All));

    private static string Name(int index) => index < 26 ? ((char)('A' + index)).ToString() : $"A{index - 25}";
}
