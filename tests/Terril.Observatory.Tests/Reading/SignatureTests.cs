using System.Text;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

public class SignatureTests
{
    [Theory]
    [InlineData("<!DOCTYPE html><html><body>503", "une page HTML")]
    [InlineData("\n  <HTML lang=\"fr\">", "une page HTML")]
    [InlineData("\uFEFF<html>", "une page HTML")]
    [InlineData("<?xml version=\"1.0\"?><ServiceException/>", "un document XML")]
    [InlineData("%PDF-1.7\n", "un document PDF")]
    [InlineData("{\"error\":\"quota\"}", "un document JSON")]
    [InlineData("[]", "un document JSON")]
    [InlineData("PAR1\0", "un fichier Parquet")]
    public void A_file_that_is_no_CSV_is_called_what_it_is(string content, string kind)
    {
        var finding = Sheet.Refused(content);

        Assert.Equal("not-what-it-says", finding.Rule);
        Assert.Contains($"Ce n’est pas un fichier CSV mais {kind}.", finding.Message.Fr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "<html>", "une page HTML")]
    [InlineData("xlsx", "<html>", "une page HTML")]
    [InlineData("xlsx", "a;b\n1;2\n", "un autre fichier")]
    [InlineData("xlsx", "{}", "un document JSON")]
    public void Other_formats_are_as_plain(string format, string content, string kind)
    {
        var finding = Sheet.Refused(content, new ReadingOptions { Format = format });

        Assert.Equal("not-what-it-says", finding.Rule);
        Assert.Contains(kind, finding.Message.Fr, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_is_no_CSV() =>
        Assert.Contains("un classeur", Sheet.Refused(Workbook.Of(("A", "<row/>"))).Message.Fr, StringComparison.Ordinal);

    [Fact]
    public void Random_bytes_are_no_text()
    {
        var bytes = new byte[10_000];
        new Random(59).NextBytes(bytes);

        Assert.Contains(Sheet.Refused(bytes).Rule, new[] { "invalid-text", "not-what-it-says" });
    }

    [Fact]
    public void A_page_of_words_is_a_table_of_one_column_and_no_more() =>
        Assert.Equal(["Service indisponible"], Sheet.Of(Encoding.UTF8.GetBytes("Service indisponible\n")).Columns);
}
