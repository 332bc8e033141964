using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

public class XlsxReaderTests
{
    private static readonly ReadingOptions Xlsx = new() { Format = "xlsx" };

    [Fact]
    public void A_sheet_is_read_with_the_numbers_of_its_rows()
    {
        var sheet = Sheet.Of(Workbook.Of(("Données", Workbook.Row(1, "code", " nom ") + Workbook.Row(4, "02001", "Abbécourt") + Workbook.Row(6, null, "Ânes\nbis"))), Xlsx);

        Assert.Equal(["code", "nom"], sheet.Columns);
        Assert.Equivalent(new[] { new Row(4, "02001\tAbbécourt", ["02001", "Abbécourt"]), new Row(6, "\tÂnes\nbis", ["", "Ânes\nbis"]) }, sheet.Rows, strict: true);
        Assert.Equal("XLSX, feuille «\u00A0Données\u00A0»", sheet.Format);
    }

    [Theory]
    [InlineData("""<c r="A2"><v>59350</v></c>""", "59350")]
    [InlineData("""<c r="A2"><v>200093201</v></c>""", "200093201")]
    [InlineData("""<c r="A2"><v>0.1</v></c>""", "0.1")]
    [InlineData("""<c r="A2"><v>-3240.5000000000005</v></c>""", "-3240.5000000000005")]
    [InlineData("""<c r="A2"><v>1E+20</v></c>""", "1E+20")]
    [InlineData("""<c r="A2" s="4"><v>0.25</v></c>""", "0.25")]
    [InlineData("""<c r="A2" t="b"><v>1</v></c>""", "true")]
    [InlineData("""<c r="A2" t="b"><v>0</v></c>""", "false")]
    [InlineData("""<c r="A2" t="str"><f>B2</f><v>texte</v></c>""", "texte")]
    [InlineData("""<c r="A2" s="1"><v>44197</v></c>""", "2021-01-01")]
    [InlineData("""<c r="A2" s="2"><v>44197.5</v></c>""", "2021-01-01T12:00:00")]
    [InlineData("""<c r="A2" s="2"><v>44196.999999</v></c>""", "2021-01-01")]
    [InlineData("""<c r="A2" s="3"><v>0.25</v></c>""", "06:00:00")]
    [InlineData("""<c r="A2" t="e"><v>#DIV/0!</v></c>""", "")]
    public void A_cell_is_the_text_of_its_value(string cell, string expected)
    {
        var rows = Workbook.Row(1, "a", "b") + Workbook.RowOf(2, cell + """<c r="B2"><v>7</v></c>""");

        Assert.Equal([[expected, "7"]], Sheet.Of(Workbook.Of(("A", rows)), Xlsx).Cells);
    }

    [Fact]
    public void Names_may_stand_lower_and_on_another_sheet()
    {
        var rows = Workbook.Row(1, "Titre") + Workbook.Row(3, "libellé", "année") + Workbook.Row(4, "code", "2021", null, "") + Workbook.Row(5, "x", "1", "note");
        var book = Workbook.Of(("Lisez-moi", Workbook.Row(1, "bonjour")), ("Table", rows));
        var sheet = Sheet.Of(book, Xlsx with { Sheet = "Table", Skip = 2, Header = 2 });

        Assert.Equal(["code", "2021"], sheet.Columns);
        Assert.Equivalent(new Row(5, "x\t1", ["x", "1"]), Assert.Single(sheet.Rows), strict: true);
    }

    [Fact]
    public void The_sheets_are_named_when_the_one_said_is_not_there()
    {
        var finding = Sheet.Refused(Workbook.Of(("Un", ""), ("Deux", "")), Xlsx with { Sheet = "Trois" });

        Assert.Equal("unknown-sheet", finding.Rule);
        Assert.Contains("“Un”, “Deux”", finding.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_without_names_is_refused()
    {
        Assert.Equal("no-header", Sheet.Refused(Workbook.Of(("A", "")), Xlsx).Rule);
        Assert.Equal("no-header", Sheet.Refused(Workbook.Of(("A", Workbook.Row(3, "a"))), Xlsx).Rule);
        Assert.Equal("no-header", Sheet.Refused(Workbook.Of(("A", Workbook.Row(1, "a"))), Xlsx with { Header = 2 }).Rule);
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused()
    {
        var finding = Sheet.Refused(Workbook.Of(("A", Workbook.Row(2, "a", "b", "a "))), Xlsx with { Header = 2 });

        Assert.Equal(("repeated-column", "data/file:2"), (finding.Rule, finding.Place!.ToString()));
    }

    [Fact]
    public void A_workbook_is_read_out_of_an_archive()
    {
        var book = Workbook.Of(("A", Workbook.Row(1, "a") + Workbook.Row(2, "1")));

        Assert.Equal([["1"]], Sheet.Of(Zip.Gzip(book), Xlsx).Cells);
        Assert.Equal("data/file!dossier/b.xlsx", Sheet.Of(Zip.Of([("dossier/b.xlsx", book)]), Xlsx).Name);
    }

    [Theory]
    [InlineData("a.csv", "a;b", "not-what-it-says")]
    [InlineData("[Content_Types].xml", "<Types/>", "broken-workbook")]
    [InlineData("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "broken-workbook")]
    public void An_archive_that_is_no_workbook_is_refused(string entry, string text, string rule) =>
        Assert.Equal(rule, Sheet.Refused(Zip.Of((entry, text)), Xlsx).Rule);

    [Fact]
    public void A_workbook_of_before_2007_is_read()
    {
        var sheet = Sheet.Of(OldWorkbook.Of("Été", (0, 0, "code"), (0, 1, "pop"), (2, 0, "Étaples"), (2, 1, 10_919.5)), Xlsx);

        Assert.Equal(["code", "pop"], sheet.Columns);
        Assert.Equivalent(new Row(3, "Étaples\t10919.5", ["Étaples", "10919.5"]), Assert.Single(sheet.Rows), strict: true);
        Assert.Equal("XLS, feuille «\u00A0Été\u00A0»", sheet.Format);
    }

    [Fact]
    public void An_old_Office_file_that_is_no_workbook_is_refused() =>
        Assert.Equal("broken-workbook", Sheet.Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2000]], Xlsx).Rule);

    [Fact]
    public void A_bomb_in_a_workbook_is_not_expanded()
    {
        var rows = Workbook.Row(1, "a") + new string(' ', 65 << 20);

        Assert.Equal("too-large", Sheet.Refused(Workbook.Of(("A", rows)), Xlsx).Rule);
    }

    [Fact]
    public void A_damaged_workbook_is_read_or_refused_and_never_something_else()
    {
        var whole = Workbook.Of(("A", Workbook.Row(1, "a", "b") + Workbook.Row(2, "1", "2") + Workbook.Row(3, "3", "4")));
        var random = new Random(62);
        for (var trial = 0; trial < 500; trial++)
        {
            var bytes = trial % 4 == 0 ? whole[..random.Next(4, whole.Length)] : [.. whole];
            bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                Assert.Equal([["1", "2"], ["3", "4"]], Sheet.Of(bytes, Xlsx).Cells);
            }
            catch (FaultyInputException e)
            {
                Assert.Single(e.Findings);
            }
        }
    }
}
