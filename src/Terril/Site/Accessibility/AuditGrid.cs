using Terril.Observatory;

namespace Terril.Site.Accessibility;

/// <summary>What an audit found of a criterion on a page.</summary>
public enum Verdict
{
    Compliant,
    NotCompliant,
    NotApplicable,
}

/// <summary>The grid of an audit, criterion by page. The rate is computed from it and from nothing else.</summary>
public sealed class AuditGrid
{
    private static readonly char[] s_separators = ['\t', ';', ','];

    private readonly Dictionary<string, Verdict[]> _verdicts;

    private AuditGrid(IReadOnlyList<string> pages, Dictionary<string, Verdict[]> verdicts) => (Pages, _verdicts) = (pages, verdicts);

    /// <summary>The paths of the pages looked at.</summary>
    public IReadOnlyList<string> Pages { get; }

    /// <summary>Criteria that apply to one page at least.</summary>
    public int Applicable => _verdicts.Values.Count(v => v.Any(verdict => verdict != Verdict.NotApplicable));

    /// <summary>Criteria that apply, and that no page breaks.</summary>
    public int Valid => _verdicts.Values.Count(v => v.Any(verdict => verdict != Verdict.NotApplicable) && !v.Contains(Verdict.NotCompliant));

    /// <summary>Criteria that a page breaks, in order.</summary>
    public IEnumerable<string> Broken => Rgaa.Criteria.Where(c => _verdicts[c].Contains(Verdict.NotCompliant));

    /// <summary>The pages that break a criterion.</summary>
    public IEnumerable<string> PagesThatBreak(string criterion) => Pages.Where((_, i) => _verdicts[criterion][i] == Verdict.NotCompliant);

    /// <summary>The grid as it is kept: semicolons, every criterion once, in order.</summary>
    public string Written => string.Join('\n', Rgaa.Criteria.Select(c => string.Join(';', _verdicts[c].Select(Letter).Prepend(c))).Prepend(string.Join(';', Pages.Prepend("critère"))));

    /// <summary>
    /// Reads a grid as a spreadsheet gives it: a first line <c>critère;/;/contact;…</c>, then a line a criterion, <c>1.1;C;NC;NA</c>.
    /// Tabs, semicolons or commas. Nothing is supposed: a criterion not tested is a fault.
    /// </summary>
    public static AuditGrid? Read(string text, out IReadOnlyList<Text> faults)
    {
        var found = new List<Text>();
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var separator = lines.Length == 0 ? ';' : s_separators.OrderByDescending(s => lines[0].Count(c => c == s)).First();
        var pages = lines.Length == 0 ? [] : lines[0].Split(separator, StringSplitOptions.TrimEntries).Skip(1).ToList();
        CheckPages(pages, found);

        var verdicts = new Dictionary<string, Verdict[]>(StringComparer.Ordinal);
        foreach (var (line, number) in lines.Select((line, i) => (line, i + 1)).Skip(1))
        {
            var cells = line.Split(separator, StringSplitOptions.TrimEntries);
            if (ReadRow(cells, pages.Count, number, found) is { } row && !verdicts.TryAdd(cells[0], row)) found.Add(new($"Ligne {number} : le critère {cells[0]} y est déjà.", $"Line {number}: criterion {cells[0]} is there already."));
        }
        if (Rgaa.Criteria.Where(c => !verdicts.ContainsKey(c)).ToList() is { Count: > 0 } missing && found.Count == 0)
            found.Add(new($"Il manque {missing.Count} des 106 critères : {string.Join(", ", missing.Take(8))}… Un critère non testé ne se suppose pas.", $"{missing.Count} of the 106 criteria are missing: {string.Join(", ", missing.Take(8))}… A criterion that was not tested is not supposed."));
        faults = found;
        return found.Count == 0 ? new(pages, verdicts) : null;
    }

    private static void CheckPages(List<string> pages, List<Text> found)
    {
        if (Rgaa.Required.Except(pages, StringComparer.Ordinal).ToList() is { Count: > 0 } absent)
            found.Add(new($"L’échantillon doit contenir aussi : {string.Join(", ", absent)}. La première ligne nomme les pages par leur adresse.", $"The sample must hold too: {string.Join(", ", absent)}. The first line names the pages by their address."));
        if (pages.GroupBy(p => p, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            found.Add(new($"La page {twice.Key} est deux fois dans l’échantillon.", $"The page {twice.Key} is twice in the sample."));
    }

    private static Verdict[]? ReadRow(string[] cells, int pages, int number, List<Text> found)
    {
        if (!Rgaa.Criteria.Contains(cells[0]))
        {
            found.Add(new($"Ligne {number} : « {cells[0]} » n’est pas un critère du RGAA 4.1.", $"Line {number}: “{cells[0]}” is no criterion of RGAA 4.1."));
            return null;
        }
        var read = cells.Skip(1).Select(VerdictOf).ToList();
        if (read.Count == pages && !read.Contains(null)) return [.. read.OfType<Verdict>()];
        found.Add(new($"Ligne {number}, critère {cells[0]} : écrivez C, NC ou NA pour chacune des {pages} pages.", $"Line {number}, criterion {cells[0]}: write C, NC or NA for each of the {pages} pages."));
        return null;
    }

    private static Verdict? VerdictOf(string cell) => cell.ToUpperInvariant() switch
    {
        "C" => Verdict.Compliant,
        "NC" => Verdict.NotCompliant,
        "NA" => Verdict.NotApplicable,
        _ => null,
    };

    private static string Letter(Verdict verdict) => verdict switch { Verdict.Compliant => "C", Verdict.NotCompliant => "NC", _ => "NA" };
}
