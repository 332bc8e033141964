using System.Text;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

public class TextEncodingTests
{
    private const string Table = "nom;prix\nÉcole « L’Œuvre »;5 €\n";

    static TextEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", false, "UTF-8, point-virgule")]
    [InlineData("utf-8", true, "UTF-8 avec BOM, point-virgule")]
    [InlineData("utf-16", true, "UTF-16 avec BOM, point-virgule")]
    [InlineData("utf-16BE", true, "UTF-16 BE avec BOM, point-virgule")]
    [InlineData("windows-1252", false, "Windows-1252, point-virgule")]
    public void The_encoding_is_found_out(string encoding, bool mark, string format)
    {
        var sheet = Sheet.Of(Bytes(Table, encoding, mark));

        Assert.Equal(["nom", "prix"], sheet.Columns);
        Assert.Equal([["École « L’Œuvre »", "5 €"]], sheet.Cells);
        Assert.Equal(format, sheet.Format);
    }

    [Theory]
    [InlineData("utf-8", "utf-8", true)]
    [InlineData("UTF8", "utf-8", false)]
    [InlineData("utf-16", "utf-16", false)]
    [InlineData("utf-16", "utf-16", true)]
    [InlineData("utf-16", "utf-16BE", true)]
    [InlineData("utf-16be", "utf-16BE", false)]
    [InlineData("windows-1252", "windows-1252", false)]
    [InlineData("latin1", "windows-1252", false)]
    [InlineData("ISO-8859-1", "windows-1252", false)]
    public void An_encoding_that_is_said_is_used(string said, string encoding, bool mark)
    {
        var sheet = Sheet.Of(Bytes(Table, encoding, mark), new ReadingOptions { Encoding = said });

        Assert.Equal([["École « L’Œuvre »", "5 €"]], sheet.Cells);
    }

    [Theory]
    [InlineData("windows-1252", "utf-8", false, "other-encoding")]
    [InlineData("windows-1252", "utf-8", true, "other-encoding")]
    [InlineData("windows-1252", "utf-16", true, "other-encoding")]
    [InlineData("utf-8", "utf-16", true, "other-encoding")]
    [InlineData("utf-16", "utf-8", true, "other-encoding")]
    [InlineData("utf-16", "utf-8", false, "other-encoding")]
    [InlineData("utf-16", "windows-1252", false, "other-encoding")]
    [InlineData("utf-16le", "utf-16BE", true, "other-encoding")]
    [InlineData("utf-8", "windows-1252", false, "invalid-text")]
    [InlineData("ebcdic", "utf-8", false, "unknown-encoding")]
    public void An_encoding_that_the_bytes_contradict_is_refused(string said, string encoding, bool mark, string rule) =>
        Assert.Equal(rule, Sheet.Refused(Bytes(Table, encoding, mark), new ReadingOptions { Encoding = said }).Rule);

    [Fact]
    public void Plain_letters_are_read_under_any_name()
    {
        foreach (var said in new[] { "utf-8", "windows-1252" })
        {
            Assert.Equal([["1", "2"]], Sheet.Of("a;b\n1;2\n", new ReadingOptions { Encoding = said }).Cells);
        }
    }

    [Fact]
    public void A_first_accent_far_in_the_file_is_found_and_its_line_named()
    {
        var finding = Sheet.Refused([.. Encoding.UTF8.GetBytes(Long(200_000)), .. Bytes("Frévent;1\n", "windows-1252", mark: false)]);

        Assert.Equal(("invalid-text", 200_002), (finding.Rule, finding.Place!.Line));
        Assert.Contains("windows-1252", finding.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_file_is_read_once_its_encoding_is_said()
    {
        var bytes = Encoding.UTF8.GetBytes(Long(200_000)).Concat(Bytes("Frévent;1\n", "windows-1252", mark: false)).ToArray();
        var sheet = Sheet.Of(bytes, new ReadingOptions { Encoding = "windows-1252" });

        Assert.Equal(["Frévent", "1"], sheet.Cells.Last());
    }

    [Fact]
    public void One_stray_byte_in_a_file_of_UTF_8_does_not_garble_the_rest()
    {
        var finding = Sheet.Refused([.. Encoding.UTF8.GetBytes("nom;x\nÉtaples;1\nHénin;2\nFr"), 0xE9, .. Encoding.UTF8.GetBytes("vent;3\nÉpehy;4\n")]);

        Assert.Equal(("invalid-text", "data/file:4"), (finding.Rule, finding.Place!.ToString()));
    }

    [Fact]
    public void A_letter_cut_at_the_end_of_the_file_is_a_cut_file()
    {
        var finding = Sheet.Refused(Encoding.UTF8.GetBytes("nom;x\nÉtaples;1\nÉpehy;é")[..^1]);

        Assert.Equal(("invalid-text", 3), (finding.Rule, finding.Place!.Line));
    }

    [Fact]
    public void A_letter_cut_by_the_end_of_the_sample_is_whole()
    {
        for (var length = (1 << 20) - 8; length < 1 << 20; length++)
        {
            var name = new string('x', length);
            var sheet = Sheet.Of($"a;b\n{name};é\n");

            Assert.Equal("é", sheet.Rows[0].Cells[1]);
        }
    }

    [Theory]
    [InlineData(0x81)]
    [InlineData(0x8D)]
    [InlineData(0x8F)]
    [InlineData(0x90)]
    [InlineData(0x9D)]
    public void Bytes_that_Windows_1252_does_not_have_are_refused(byte stray)
    {
        var finding = Sheet.Refused([.. "a;b\n"u8, 0xE9, (byte)';', stray, (byte)'\n']);

        Assert.Equal(("invalid-text", 2), (finding.Rule, finding.Place!.Line));
    }

    [Fact]
    public void Every_byte_of_Windows_1252_is_the_character_that_the_framework_knows()
    {
        var bytes = Enumerable.Range(0x80, 0x80).Select(b => (byte)b).Where(b => b is not (0x81 or 0x8D or 0x8F or 0x90 or 0x9D)).ToArray();
        var sheet = Sheet.Of([.. "a;b\n1;"u8, .. bytes]);

        Assert.Equal(Encoding.GetEncoding(1252).GetString(bytes), sheet.Rows[0].Cells[1]);
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0xD8, 0x41, 0x00 })]
    [InlineData(new byte[] { 0x00, 0xDC })]
    [InlineData(new byte[] { 0x00, 0xD8 })]
    [InlineData(new byte[] { 0x41 })]
    public void Halves_of_characters_in_UTF_16_are_refused(byte[] end)
    {
        var finding = Sheet.Refused([.. Bytes("a;b\n1;2\n😀;", "utf-16", mark: true), .. end]);

        Assert.Equal(("invalid-text", 3), (finding.Rule, finding.Place!.Line));
    }

    [Fact]
    public void UTF_16_without_a_mark_is_not_taken_for_text() =>
        Assert.Contains("utf-16", Sheet.Refused(Bytes("a;b\n1;2\n", "utf-16", mark: false)).Message.Fr, StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    public void An_empty_file_is_said_to_be_empty(byte[] bytes)
    {
        Assert.Equal("empty-file", Sheet.Refused(bytes).Rule);
        Assert.Equal("empty-file", Sheet.Refused(bytes, new ReadingOptions { Format = "json" }).Rule);
    }

    private static string Long(int rows) => "nom;x\n" + string.Concat(Enumerable.Repeat("Arras;1\n", rows));

    private static byte[] Bytes(string text, string encoding, bool mark)
    {
        var found = Encoding.GetEncoding(encoding);
        return mark ? [.. found.GetPreamble(), .. found.GetBytes(text)] : found.GetBytes(text);
    }
}
