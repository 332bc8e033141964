using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

public class CsvReaderTests
{
    private static readonly ReadingOptions Comma = new() { Delimiter = ',' };

    // Text of a file → its columns, then line, source text and cells of each row.
    private static readonly Dictionary<string, (string Text, string[] Columns, Row[] Rows)> Cases = new()
    {
        ["a plain table"] = ("a,b\n1,2\n3,4\n", ["a", "b"], [new(2, "1,2", ["1", "2"]), new(3, "3,4", ["3", "4"])]),
        ["no line end at the end"] = ("a,b\n1,2", ["a", "b"], [new(2, "1,2", ["1", "2"])]),
        ["Windows line ends"] = ("a,b\r\n1,2\r\n3,4\r\n", ["a", "b"], [new(2, "1,2", ["1", "2"]), new(3, "3,4", ["3", "4"])]),
        ["old Macintosh line ends"] = ("a,b\r1,2\r3,4\r", ["a", "b"], [new(2, "1,2", ["1", "2"]), new(3, "3,4", ["3", "4"])]),
        ["mixed line ends"] = ("a,b\r1,2\n3,4\r\n5,6", ["a", "b"], [new(2, "1,2", ["1", "2"]), new(3, "3,4", ["3", "4"]), new(4, "5,6", ["5", "6"])]),
        ["no row"] = ("a,b\n", ["a", "b"], []),
        ["no row and no line end"] = ("a,b", ["a", "b"], []),
        ["empty cells"] = ("a,b,c\n,,3\n1,,\n", ["a", "b", "c"], [new(2, ",,3", ["", "", "3"]), new(3, "1,,", ["1", "", ""])]),
        ["an empty last cell at the end of the file"] = ("a,b\n1,", ["a", "b"], [new(2, "1,", ["1", ""])]),
        ["empty rows are left out and counted"] = ("a,b\n\n1,2\n\n\n3,4\n\n", ["a", "b"], [new(3, "1,2", ["1", "2"]), new(6, "3,4", ["3", "4"])]),
        ["rows of empty cells are left out"] = ("a,b\n,\n , \n,,,\n1,2\n", ["a", "b"], [new(5, "1,2", ["1", "2"])]),
        ["quotes"] = ("a,b\n\"1\",\"2,5\"\n", ["a", "b"], [new(2, "\"1\",\"2,5\"", ["1", "2,5"])]),
        ["doubled quotes"] = ("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", ["a", "b"], [new(2, "\"say \"\"hi\"\"\",\"\"\"\"", ["say \"hi\"", "\""])]),
        ["an empty quoted cell"] = ("a,b\n\"\",1\n", ["a", "b"], [new(2, "\"\",1", ["", "1"])]),
        ["quotes within a plain cell"] = ("a,b\n5\" pipe,x\"y\"\n", ["a", "b"], [new(2, "5\" pipe,x\"y\"", ["5\" pipe", "x\"y\""])]),
        ["a cell of several lines"] = ("a,b\n\"one\ntwo\",2\n3,4\n", ["a", "b"], [new(2, "\"one\ntwo\",2", ["one\ntwo", "2"]), new(4, "3,4", ["3", "4"])]),
        ["a cell of several lines of every kind"] = ("a,b\n\"1\r\n2\r3\n4\",x\n5,6\n", ["a", "b"], [new(2, "\"1\r\n2\r3\n4\",x", ["1\r\n2\r3\n4", "x"]), new(6, "5,6", ["5", "6"])]),
        ["line breaks beside doubled quotes"] = ("a,b\n\"\n\"\"\r\n\"\"\n\",x\n5,6\n", ["a", "b"], [new(2, "\"\n\"\"\r\n\"\"\n\",x", ["\n\"\r\n\"\n", "x"]), new(6, "5,6", ["5", "6"])]),
        ["a header of several lines"] = ("\"a\nz\",b\n1,2\n", ["a\nz", "b"], [new(3, "1,2", ["1", "2"])]),
        ["spaces are kept in cells and trimmed around names"] = (" a , b  c\u00A0\n 1 ,\u00A02\n", ["a", "b  c"], [new(2, " 1 ,\u00A02", [" 1 ", "\u00A02"])]),
        ["a header that ends in a delimiter"] = ("a,b,\n1,2,\n3,4\n", ["a", "b", ""], [new(2, "1,2,", ["1", "2", ""]), new(3, "3,4", ["3", "4", ""])]),
        ["rows that end in a delimiter"] = ("a,b\n1,2,\n3,4,\n5,6\n", ["a", "b"], [new(2, "1,2,", ["1", "2"]), new(3, "3,4,", ["3", "4"]), new(4, "5,6", ["5", "6"])]),
        ["columns without a name"] = ("a,,b,\n1,2,3,4\n", ["a", "", "b", ""], [new(2, "1,2,3,4", ["1", "2", "3", "4"])]),
        ["names that differ by case"] = ("a,A\n1,2\n", ["a", "A"], [new(2, "1,2", ["1", "2"])]),
        ["letters beyond the first plane"] = ("a,b\n😀,é\n", ["a", "b"], [new(2, "😀,é", ["😀", "é"])]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_table_is_read_as_written(string name)
    {
        var (text, columns, rows) = Cases[name];
        var sheet = Sheet.Of(text, Comma);

        Assert.Equal(columns, sheet.Columns);
        Assert.Equivalent(rows, sheet.Rows, strict: true);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_delimiter_makes_no_difference(string name)
    {
        var (text, columns, rows) = Cases[name];
        foreach (var delimiter in ";\t|")
        {
            var sheet = Sheet.Of(text.Replace(',', delimiter), new ReadingOptions { Delimiter = delimiter });

            Assert.Equal(columns, sheet.Columns);
            Assert.Equal(rows.Select(row => row.Line), sheet.Rows.Select(row => row.Line));
            Assert.Equal(rows.Select(row => row.Cells.Select(cell => cell.Replace(',', delimiter))), sheet.Cells);
        }
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "data/file:3", "cell-count")]
    [InlineData("a,b\n1,2\n3,4,5\n", "data/file:3", "cell-count")]
    [InlineData("a,b\n1,2\n3,4,\n", "data/file:3", "cell-count")]
    [InlineData("a,b\n1,2,,\n", "data/file:2", "cell-count")]
    [InlineData("a,b,,\n1,2\n", "data/file:2", "cell-count")]
    [InlineData("a,b\n\"x\ny\",1\n\n2\n", "data/file:5", "cell-count")]
    [InlineData("a,b\n1,\"2\n3,4\n", "data/file:2:2", "open-quote")]
    [InlineData("a,b\n\"1\n\n\",\"2\n3,4\n", "data/file:4:2", "open-quote")]
    [InlineData("a,b\n1,\"", "data/file:2:2", "open-quote")]
    [InlineData("a,\"b\n1,2\n", "data/file:1:2", "open-quote")]
    [InlineData("a,b\n1,\"2\" \n", "data/file:2:2", "stray-quote")]
    [InlineData("a,b\n1,\"2\"\"\"3\n", "data/file:2:2", "stray-quote")]
    [InlineData("a,b,a\n1,2,3\n", "data/file:1", "repeated-column")]
    [InlineData("a, a\n1,2\n", "data/file:1", "repeated-column")]
    [InlineData("\na,b\n1,2\n", "data/file", "no-header")]
    [InlineData(",,\n1,2,3\n", "data/file", "no-header")]
    [InlineData("a,b\n1,\0\n", "data/file:2", "not-what-it-says")]
    public void A_fault_is_named_with_its_place(string text, string place, string rule)
    {
        var finding = Sheet.Refused(text);

        Assert.Equal((place, rule), (finding.Place!.ToString(), finding.Rule));
    }

    [Fact]
    public void The_columns_of_one_name_are_named()
    {
        var finding = Sheet.Refused("code,x,valeur,code,valeur\n");

        Assert.Contains("«\u00A0code\u00A0», «\u00A0valeur\u00A0»", finding.Message.Fr, StringComparison.Ordinal);
        Assert.Contains("“code”, “valeur”", finding.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_is_one_line_whatever_the_names_are()
    {
        var name = "\"a\u001b\n" + new string('x', 70_000) + "\"";
        var finding = Sheet.Refused($"{name};{name}\n");

        Assert.DoesNotContain(finding.In("fr"), char.IsControl);
        Assert.InRange(finding.In("fr").Length, 100, 300);
    }

    [Theory]
    [InlineData(0, 2, "\nx;y\n1;2\n", 3)]
    [InlineData(2, 1, "A \"title\r\n\r\nx;y\r\n1;2\r\n", 4)]
    [InlineData(1, 2, "Title\rlabel x;label y\rx;y\r1;2\r", 4)]
    [InlineData(0, 3, "x1;y1\n\"x\n2\";y2\nx;y\n1;2\n", 5)]
    public void Lines_before_the_names_are_left_out_and_counted(int skip, int header, string text, int line)
    {
        var sheet = Sheet.Of(text, new ReadingOptions { Skip = skip, Header = header });

        Assert.Equal(["x", "y"], sheet.Columns);
        Assert.Equivalent(new Row(line, "1;2", ["1", "2"]), Assert.Single(sheet.Rows), strict: true);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(5, 1)]
    [InlineData(0, 3)]
    [InlineData(1, 2)]
    public void A_header_after_the_end_is_no_header(int skip, int header) =>
        Assert.Equal("no-header", Sheet.Refused("a,b\n1,2\n", new ReadingOptions { Skip = skip, Header = header }).Rule);

    [Fact]
    public void A_column_is_found_by_its_exact_name()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "Consommation Tertiaire  (MWh);;é\n1;2;3\n");
        using (var reader = RowReader.Open(path, "x.csv", new ReadingOptions()))
        {
            Assert.Equal(0, reader.ColumnOf("Consommation Tertiaire  (MWh)"));
            Assert.Equal(2, reader.ColumnOf("é"));
            Assert.Equal(-1, reader.ColumnOf("É"));
            Assert.Equal(-1, reader.ColumnOf(""));
        }
        File.Delete(path);
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public void A_row_longer_than_the_buffer_is_read_whole(int length)
    {
        var quoted = string.Concat(Enumerable.Repeat("é\n\"\"", length / 4));
        var sheet = Sheet.Of($"{new string('n', length)};b\n\"{quoted}\";2\n3;4\n");

        Assert.Equal(length, sheet.Columns[0].Length);
        Assert.Equal(quoted.Replace("\"\"", "\"", StringComparison.Ordinal), sheet.Rows[0].Cells[0]);
        Assert.Equal([2, 3 + length / 4], sheet.Rows.Select(row => row.Line));
        Assert.Equal($"\"{quoted}\";2", sheet.Rows[0].Raw);
    }

    // Every place of a line end and of a quote falls, in one of the files, on the border of the buffer.
    [Fact]
    public void A_border_of_the_buffer_changes_nothing()
    {
        const string Rows = "x;\"a\"\"b\"\r\n\"c\r\nd\";y\r\n";
        for (var length = 65_500; length < 65_540; length++)
        {
            var sheet = Sheet.Of($"a;b\n{new string('z', length)};1\n{Rows}");

            Assert.Equal([[new string('z', length), "1"], ["x", "a\"b"], ["c\r\nd", "y"]], sheet.Cells);
            Assert.Equal([2, 3, 4], sheet.Rows.Select(row => row.Line));
        }
    }

    [Fact]
    public void A_quote_that_swallows_the_file_is_given_up()
    {
        var finding = Sheet.Refused("a;b\n1;2\n3;\"" + string.Concat(Enumerable.Repeat("4;5\n", 6_000_000)) + "\"\n");

        Assert.Equal(("endless-row", 3), (finding.Rule, finding.Place!.Line));
    }

    [Fact]
    public void Reading_rows_allocates_nothing()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "a;b\n" + string.Concat(Enumerable.Repeat("1;\"deux \"\"2\"\"\"\n", 200_000)));
        using (var reader = RowReader.Open(path, "x.csv", new ReadingOptions()))
        {
            reader.Next();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var sum = 0;
            while (reader.Next()) sum += reader[1].Length;

            Assert.Equal(199_999 * 8, sum);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        }
        File.Delete(path);
    }
}
