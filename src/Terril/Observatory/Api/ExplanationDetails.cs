using Terril.Observatory.Explaining;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Api;

/// <summary>The tree from one value down to raw rows, and the files that the rows are in.</summary>
public sealed record ExplanationDetails(ExplanationNode Explanation, IReadOnlyList<FileDetails> Files)
{
    public static ExplanationDetails Of(Release release, Explanation explanation)
    {
        var editions = Rows(explanation).Select(r => r.Edition).Distinct().OrderBy(e => e.Path, StringComparer.Ordinal);
        return new(ExplanationNode.Of(release, explanation), [.. editions.Select(e => FileDetails.Of(release, e))]);
    }

    private static IEnumerable<RawRow> Rows(Explanation explanation) => explanation.Rows.Concat(explanation.Inputs.SelectMany(Rows));
}

/// <summary>A kept file.</summary>
/// <param name="Sha256">Of the bytes as received.</param>
public sealed record FileDetails(string Path, string Sha256, long Bytes, DateOnly? Published, string Source, Text Title, string Publisher, string Licence)
{
    public static FileDetails Of(Release release, Edition edition)
    {
        var source = release.Site.Sources.FirstOrDefault(s => s.Id == edition.Source);
        return new(edition.Path, edition.Sha256, edition.Bytes, edition.Published, edition.Source, source?.Title ?? Text.Same(edition.Source), source?.Publisher ?? "", source?.Licence ?? "");
    }
}

/// <summary>A value and what it is made of.</summary>
/// <param name="Origin">How it came to be.</param>
/// <param name="Formula">With its numbers.</param>
/// <param name="Notes">To know: the year of a denominator, a movement of territory.</param>
/// <param name="Compared">What another way to the same value gives: the sum of the members of a published total.</param>
/// <param name="InputCount">How many inputs there are, unfolded or not.</param>
/// <param name="Inputs">Numerator and denominator, members or parts; the largest ones when there are many.</param>
/// <param name="Rows">Raw rows, when the value was read.</param>
public sealed record ExplanationNode(
    Observation Observation, Origin Origin, Text? Formula, IReadOnlyList<Text> Notes, double? Compared, int InputCount,
    IReadOnlyList<ExplanationNode> Inputs, IReadOnlyList<RowDetails> Rows)
{
    public static ExplanationNode Of(Release release, Explanation e) => new(
        Observation.Of(e.Figure, release.Indicator(e.Figure.Key.Indicator)?.Unit ?? ""), e.Origin,
        string.IsNullOrEmpty(e.Formula.Fr) ? null : e.Formula, e.Notes, e.Compared, e.InputCount,
        [.. e.Inputs.Select(input => Of(release, input))], [.. e.Rows.Select(RowDetails.Of)]);
}

/// <summary>A raw row.</summary>
/// <param name="Sha256">Of the file it is in.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Name of the column the value is read in.</param>
/// <param name="Raw">The line as it stands.</param>
/// <param name="Value">What it contributes, in the unit of the indicator; null when nothing.</param>
public sealed record RowDetails(string Path, string Sha256, int Line, string? Column, string Raw, double? Value)
{
    public static RowDetails Of(RawRow row) => new(
        row.Edition.Path, row.Edition.Sha256, row.Line, row.Column >= 0 && row.Column < row.Header.Count ? row.Header[row.Column] : null, row.Raw,
        double.IsFinite(row.Value) ? row.Value : null);
}
