using System.IO.Compression;
using System.Text;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

public class ArchiveTests
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes(
        "n;carré\n" + string.Concat(Enumerable.Range(0, 20_000).Select(n => $"{n};{(long)n * n}\n")));

    [Fact]
    public void A_gzip_is_opened_whatever_its_name()
    {
        var sheet = Sheet.Of(Zip.Gzip(Table));

        Assert.Equal(20_000, sheet.Rows.Length);
        Assert.Equal("data/file", sheet.Name);
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void The_one_file_of_a_zip_is_opened(CompressionLevel level)
    {
        var sheet = Sheet.Of(Zip.Of([("dossier/", []), ("dossier/a.csv", Table), ("__MACOSX/._a.csv", [1]), (".DS_Store", [2])], level));

        Assert.Equal(20_000, sheet.Rows.Length);
        Assert.Equal("data/file!dossier/a.csv", sheet.Name);
    }

    [Fact]
    public void One_of_several_files_is_named()
    {
        var zip = Zip.Of(("a.csv", "x\n1\n"), ("b/c.csv", "y\n2\n"));

        Assert.Equal([["2"]], Sheet.Of(zip, new ReadingOptions { Entry = "b/c.csv" }).Cells);
        foreach (var entry in new[] { null, "c.csv" })
        {
            var finding = Sheet.Refused(zip, new ReadingOptions { Entry = entry });
            Assert.Equal("unknown-entry", finding.Rule);
            Assert.Contains("“a.csv”, “b/c.csv”", finding.Message.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_finding_names_the_entry()
    {
        Assert.Equal("data/file!a.csv:2", Sheet.Refused(Zip.Of(("a.csv", "x;y\n1\n"))).Place!.ToString());
        Assert.Equal("data/file!a.csv", Sheet.Refused(Zip.Of(("a.csv", ""))).Place!.ToString());
    }

    [Fact]
    public void Nothing_in_it_is_an_empty_file()
    {
        Assert.Equal("empty-file", Sheet.Refused(Zip.Of([])).Rule);
        Assert.Equal("empty-file", Sheet.Refused(Zip.Of(("a.csv", ""))).Rule);
        Assert.Equal("empty-file", Sheet.Refused(Zip.Gzip([])).Rule);
    }

    [Fact]
    public void A_gzip_cut_anywhere_is_refused()
    {
        var whole = Zip.Gzip(Table);
        foreach (var length in new[] { 3, 9, 10, 11, 18, 100, whole.Length / 2, whole.Length - 9, whole.Length - 8, whole.Length - 4, whole.Length - 1 })
        {
            Assert.Equal("broken-archive", Sheet.Refused(whole[..length]).Rule);
        }
    }

    [Fact]
    public void A_zip_cut_anywhere_is_refused()
    {
        var whole = Zip.Of([("a.csv", Table)]);
        foreach (var length in new[] { 4, 30, whole.Length / 2, whole.Length - 30, whole.Length - 1 })
        {
            Assert.Equal("broken-archive", Sheet.Refused(whole[..length]).Rule);
        }
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void A_changed_byte_in_what_a_zip_holds_is_refused(CompressionLevel level)
    {
        var bytes = Zip.Of([("a.csv", Table)], level);
        bytes[bytes.Length / 2] ^= 1;

        Assert.Throws<FaultyInputException>(() => Sheet.Of(bytes));
    }

    [Fact]
    public void A_changed_byte_in_a_gzip_is_refused()
    {
        var whole = Zip.Gzip(Table);
        for (var at = 20; at < whole.Length; at += 997)
        {
            byte[] bytes = [.. whole];
            bytes[at] ^= 1;
            Assert.Throws<FaultyInputException>(() => Sheet.Of(bytes));
        }
    }

    [Fact]
    public void A_bomb_is_given_up()
    {
        var blank = new byte[65 << 20];
        Array.Fill(blank, (byte)'\n');
        "a;b"u8.CopyTo(blank);
        Assert.Equal("too-large", Sheet.Refused(Zip.Gzip(blank)).Rule);

        "[  "u8.CopyTo(blank);
        Assert.Equal("too-large", Sheet.Refused(Zip.Of([("a.json", blank)]), new ReadingOptions { Format = "json" }).Rule);
    }

    [Fact]
    public void A_table_that_repeats_itself_is_no_bomb()
    {
        const int Rows = 800_000;
        var table = new StringBuilder("commune;libellé;valeur\n");
        for (var row = 0; row < Rows; row++) table.Append(59000 + row % 600).Append(";Consommation totale d’électricité du secteur résidentiel, en mégawattheures;").Append(row % 7).Append('\n');
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Zip.Gzip(Encoding.UTF8.GetBytes(table.ToString())));

        var count = 0;
        using (var reader = RowReader.Open(path, "x.csv", new ReadingOptions()))
        {
            while (reader.Next()) count++;
        }
        File.Delete(path);
        Assert.Equal(Rows, count);
    }

    [Fact]
    public void An_archive_in_an_archive_is_not_opened()
    {
        Assert.Equal("not-what-it-says", Sheet.Refused(Zip.Of([("a.csv.gz", Zip.Gzip(Table))])).Rule);
        Assert.Equal("not-what-it-says", Sheet.Refused(Zip.Gzip(Zip.Of([("a.csv", Table)]))).Rule);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said()
    {
        var findings = Assert.Throws<FaultyInputException>(() => RowReader.Open("/nowhere/a.csv", "data/a.csv", new ReadingOptions())).Findings;

        Assert.Equal(("missing-file", "data/a.csv"), (findings[0].Rule, findings[0].Place!.ToString()));
    }
}
