using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

/// <summary>Any table, written in any dialect, reads back identical and on the right lines.</summary>
public class CsvRoundTripTests
{
    private static readonly string[] Pieces = ["", "x", "é", "€", "12", "-1,5", " ", "\u00A0", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r", "\r\n", "😀", "long enough to matter"];
    private static readonly string[] LineEnds = ["\n", "\r\n", "\r"];
    private static readonly Encoding[] Encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode];

    private static readonly Gen<string> Cells = Gen.Elements(Pieces).ListOf().Select(string.Concat);

    private static readonly Gen<Written> Tables =
        from width in Gen.Choose(1, 6)
        from rows in Cells.ArrayOf(width).ListOf()
        from delimiter in Gen.Elements(',', ';', '\t', '|')
        from lineEnd in Gen.Elements(LineEnds)
        from encoding in Gen.Elements(Encodings)
        from quoteAll in Gen.Elements(true, false)
        from padding in Gen.Elements(0, 0, 0, 0, 0, 0, 65_530, 131_066)
        select Written.Of(width, [.. rows], delimiter, lineEnd, encoding, quoteAll, padding);

    [Fact]
    public void A_random_table_reads_back_identical() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Tables.ToArbitrary(), table => table.ReadsBack(new ReadingOptions { Delimiter = table.Delimiter })));

    [Fact]
    public void Random_bytes_are_a_table_or_a_finding() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(Gen.Elements("a;\"\r\n,é|\t1"u8.ToArray()).ArrayOf(60).ToArbitrary(), bytes =>
        {
            var (text, options) = (Encoding.Latin1.GetString(bytes), new ReadingOptions());
            try
            {
                return Sheet.Of(bytes, options).Rows.All(row => row.Raw.Length > 0 && row.Line <= 1 + text.Length);
            }
            catch (FaultyInputException e)
            {
                return e.Findings.Count == 1;
            }
        }));

    private sealed record Written(byte[] Bytes, char Delimiter, Row[] Rows)
    {
        public static Written Of(int width, string[][] rows, char delimiter, string lineEnd, Encoding encoding, bool quoteAll, int padding)
        {
            string Quote(string cell) =>
                quoteAll || cell.AsSpan().IndexOfAny(['"', '\r', '\n', delimiter]) >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

            var header = string.Join(delimiter, Enumerable.Range(0, width).Select(column => Quote($"c{column}{new string('p', padding)}")));
            var (text, line, expected) = (new StringBuilder(header), 2, new List<Row>());
            foreach (var cells in rows)
            {
                var raw = string.Join(delimiter, cells.Select(Quote));
                text.Append(lineEnd).Append(raw);
                if (!cells.All(string.IsNullOrWhiteSpace)) expected.Add(new Row(line, raw, cells));
                line += 1 + raw.ReplaceLineEndings("\n").Count(c => c == '\n');
            }
            return new Written([.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())], delimiter, [.. expected]);
        }

        public bool ReadsBack(ReadingOptions options)
        {
            var read = Sheet.Of(Bytes, options).Rows;
            return read.Length == Rows.Length && read.Zip(Rows).All(pair =>
                pair.First.Line == pair.Second.Line && pair.First.Raw == pair.Second.Raw && pair.First.Cells.SequenceEqual(pair.Second.Cells));
        }

        public override string ToString() => $"{Delimiter} {Convert.ToHexString(Bytes.Length > 500 ? Bytes[^500..] : Bytes)}";
    }
}
