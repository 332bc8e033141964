using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

/// <summary>What is found 64 bytes at a time is what is found byte after byte.</summary>
public class CsvIndexTests
{
    private static readonly Gen<byte[]> Texts =
        from alphabet in Gen.Elements("a;\n", ";", "\n", "a;\"\n", "a;\r\n", "\";\r\n", "aaaaaaaaaaaaaaa;\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\";\n")
        from length in Gen.OneOf(Gen.Choose(0, 300), Gen.Choose(16_300, 16_500), Gen.Choose(32_000, 70_000))
        from seed in Gen.Choose(0, int.MaxValue)
        select Random(alphabet, length, seed);

    [Fact]
    public void A_random_text_has_the_rows_that_a_careful_reader_finds() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(600),
        Prop.ForAll(Texts.ToArbitrary(), text => Said(text, Found(text)) == Said(text, Careful(text))));

    [Fact]
    public void A_row_of_a_million_cells_is_a_row()
    {
        var text = Encoding.UTF8.GetBytes(new string(';', 999_999) + "\n;\n");

        Assert.Equal([1_000_000, 2], Found(text).Select(row => row.Cells.Length));
    }

    private static List<(int End, string[] Cells)> Found(byte[] text)
    {
        var (rows, row, index, at) = (new List<(int, string[])>(), new CsvRow((byte)';'), new CsvIndex((byte)';'), 0);
        while (index.Read(text, at, isLast: true, row) is var scan and not Scan.End)
        {
            if (scan != Scan.Row) return [.. rows, (-1, [$"{scan}"])];
            rows.Add((at + row.FullLength, index.Count == 0 ? Cells(row, text) : [.. Enumerable.Range(0, index.Count).Select(k => Cell(index, text, at, k))]));
            at += row.FullLength;
        }
        return rows;
    }

    private static List<(int End, string[] Cells)> Careful(byte[] text)
    {
        var (rows, row, at) = (new List<(int, string[])>(), new CsvRow((byte)';'), 0);
        while (row.Read(text.AsSpan(at), isLast: true) is var scan and not Scan.End)
        {
            if (scan != Scan.Row) return [.. rows, (-1, [$"{scan}"])];
            at += row.FullLength;
            rows.Add((at, Cells(row, text)));
        }
        return rows;
    }

    private static string[] Cells(CsvRow row, byte[] text) =>
        [.. Enumerable.Range(0, row.Count).Select(k => Encoding.Latin1.GetString(row.Own ?? text, row.Starts[k], row.Ends[k] - row.Starts[k]))];

    private static string Cell(CsvIndex index, byte[] text, int at, int k)
    {
        var start = k == 0 ? at : index.Places[index.First + k - 1] + 1;
        return Encoding.Latin1.GetString(text, start, index.Places[index.First + k] - start);
    }

    private static string Said(byte[] text, List<(int End, string[] Cells)> rows) =>
        $"{text.Length}: {string.Join('/', rows.Select(row => $"{row.End} {string.Join('¦', row.Cells)}"))}";

    private static byte[] Random(string alphabet, int length, int seed)
    {
        var (random, text) = (new Random(seed), new byte[length]);
        for (var i = 0; i < length; i++) text[i] = (byte)alphabet[random.Next(alphabet.Length)];
        return text;
    }
}
