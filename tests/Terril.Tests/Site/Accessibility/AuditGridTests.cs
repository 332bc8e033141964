using Terril.Site.Accessibility;

namespace Terril.Tests.Site.Accessibility;

public sealed class AuditGridTests
{
    [Fact]
    public void The_criteria_are_the_106_of_RGAA_4_1() =>
        Assert.Equal((106, "1.1", "4.13", "13.12"), (Rgaa.Criteria.Count, Rgaa.Criteria[0], Rgaa.Criteria[9 + 2 + 3 + 12], Rgaa.Criteria[^1]));

    [Fact]
    public void A_criterion_counts_when_one_page_has_it_and_is_valid_when_no_page_breaks_it()
    {
        // One applies nowhere; one is broken on a single page of many; one is met on a page and has no object on the others.
        var grid = AuditGrid.Read(Grid(("1.1", "NA,NA,NA,NA,NA,NA"), ("1.2", "C,C,C,C,C,NC"), ("1.3", "NA,NA,C,NA,NA,NA")), out var faults);

        Assert.Empty(faults);
        Assert.Equal((105, 104), (grid!.Applicable, grid.Valid));
        Assert.Equal(["1.2"], grid.Broken);
        Assert.Equal(["/connexion"], grid.PagesThatBreak("1.2"));
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData(',')]
    public void It_is_read_as_a_spreadsheet_gives_it_and_read_again_the_same(char separator)
    {
        var grid = AuditGrid.Read(Grid(("2.1", "NC,C,C,C,C,C")).Replace(',', separator), out _)!;
        var again = AuditGrid.Read(grid.Written, out _)!;

        Assert.Equal((grid.Valid, grid.Applicable, 105), (again.Valid, again.Applicable, grid.Valid));
        Assert.Equal(grid.Pages, again.Pages);
    }

    [Theory]
    [InlineData("1.1", "NT,C,C,C,C,C", "critère 1.1")]
    [InlineData("1.1", "C,C,C,C,C", "critère 1.1")]
    [InlineData("14.1", "C,C,C,C,C,C", "14.1")]
    public void What_was_not_tested_is_not_supposed(string criterion, string row, string said)
    {
        var text = criterion == "14.1" ? $"{Grid()}\n14.1,{row}" : Grid((criterion, row));

        Assert.Null(AuditGrid.Read(text, out var faults));
        Assert.Contains(said, faults[0].Fr, StringComparison.Ordinal);
    }

    [Fact]
    public void A_criterion_left_out_a_page_left_out_and_an_empty_text_are_refused()
    {
        Assert.Null(AuditGrid.Read(string.Join('\n', Grid().Split('\n').SkipLast(1)), out var lacking));
        Assert.Contains("13.12", lacking[0].Fr, StringComparison.Ordinal);
        Assert.Null(AuditGrid.Read(Grid().Replace("/connexion", "/autre", StringComparison.Ordinal), out var sample));
        Assert.Contains("/connexion", sample[0].Fr, StringComparison.Ordinal);
        Assert.Null(AuditGrid.Read("", out var nothing));
        Assert.NotEmpty(nothing);
    }

    /// <summary>A grid where every page meets every criterion, but for the rows said.</summary>
    internal static string Grid(params (string Criterion, string Row)[] rows)
    {
        var said = rows.ToDictionary(r => r.Criterion, r => r.Row, StringComparer.Ordinal);
        return string.Join('\n', Rgaa.Criteria.Select(c => $"{c},{said.GetValueOrDefault(c, "C,C,C,C,C,C")}").Prepend($"critère,{string.Join(',', Rgaa.Required)}"));
    }
}
