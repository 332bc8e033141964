using System.Text;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

public class JsonReaderTests
{
    private static readonly ReadingOptions Json = new() { Format = "json" };

    [Fact]
    public void Records_are_read_with_the_line_of_their_brace()
    {
        var sheet = Sheet.Of("[\n  {\n    \"code\": \"02001\", \"t\": 1.50\n  },\n\n  {\"t\": -2e3, \"code\": \"é\\n\\u00e9\"}\n]\n", Json);

        Assert.Equal(["code", "t"], sheet.Columns);
        Assert.Equivalent(new[]
        {
            new Row(2, "{\n    \"code\": \"02001\", \"t\": 1.50\n  }", ["02001", "1.50"]),
            new Row(6, "{\"t\": -2e3, \"code\": \"é\\n\\u00e9\"}", ["é\né", "-2e3"]),
        }, sheet.Rows, strict: true);
        Assert.Equal("JSON, UTF-8", sheet.Format);
    }

    [Theory]
    [InlineData("""[{"a":null,"b":true,"c":false,"d":0.10}]""", "a|b|c|d", "|true|false|0.10")]
    [InlineData("""[{"a":{"b":{"c":1}},"d":2}]""", "a.b.c|d", "1|2")]
    [InlineData("""[{"a":[1, {"x" : "é"}],"b":1}]""", "a|b", """[1, {"x" : "é"}]|1""")]
    [InlineData("""[{"a":{},"b":1}]""", "b", "1")]
    [InlineData("""[{"":5,"b":1}]""", "|b", "5|1")]
    [InlineData("""[{"a":"\"\\\/\t\uD83D\uDE00"}]""", "a", "\"\\/\t😀")]
    [InlineData("""{"a":1}""", "a", "1")]
    public void Values_are_text(string json, string columns, string cells)
    {
        var sheet = Sheet.Of(json, Json);

        Assert.Equal(columns, string.Join('|', sheet.Columns));
        Assert.Equal(cells, string.Join('|', Assert.Single(sheet.Rows).Cells));
    }

    [Fact]
    public void Columns_come_in_order_of_first_sight_and_absent_properties_are_empty()
    {
        var sheet = Sheet.Of("""[{"b":1},{"a":2,"b":3},{},{"c":{"d":4},"a":null}]""", Json);

        Assert.Equal(["b", "a", "c.d"], sheet.Columns);
        Assert.Equal([["1", "", ""], ["3", "2", ""], ["", "", "4"]], sheet.Cells);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(1000)]
    public void Cells_are_the_same_whether_they_are_kept_or_read_again(int kept)
    {
        const string json = """[{"a":"x\u00e9y","b":1},{"a":" "},{"c":{"d":22},"b":null},{},{"b":"last","a":[1, 2],"e":true}]""";
        using var rows = new JsonReader(new MemoryStream(Encoding.UTF8.GetBytes(json)), "t.json", Json, kept);
        var read = new List<string>();
        while (rows.Next()) read.Add($"{rows.Raw} → {string.Join('|', rows.Columns.Select((_, i) => rows[i].ToString()))}");

        Assert.Equal(["""{"a":"x\u00e9y","b":1} → xéy|1||""", """{"c":{"d":22},"b":null} → ||22|""", """{"b":"last","a":[1, 2],"e":true} → [1, 2]|last||true"""], read);
    }

    [Fact]
    public void A_thousand_columns_are_read()
    {
        var properties = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"c{i}\":{i}"));

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), Sheet.Of($"[{{{properties}}}]", Json).Rows[0].Cells);
    }

    [Theory]
    [InlineData("$", """[{"x":1},{"x":2}]""")]
    [InlineData("$[*]", """[{"x":1},{"x":2}]""")]
    [InlineData("$.results", """{"total":2,"results":[{"x":1},{"x":2}]}""")]
    [InlineData("$.results[*]", """{"links":[{"y":1}],"results":[{"x":1},{"x":2}]}""")]
    [InlineData("$.a.b", """{"a":{"c":0,"b":[{"x":1},{"x":2}]},"b":[{"x":3}]}""")]
    [InlineData("$.a[*].b", """{"a":[{"b":[{"x":1}]},{"c":1},{"b":{"x":2}}]}""")]
    [InlineData("$['a b']['c.d']", """{"a b":{"c.d":[{"x":1},{"x":2}]}}""")]
    public void A_path_leads_to_the_records(string path, string json) =>
        Assert.Equal([["1"], ["2"]], Sheet.Of(json, Json with { Records = path }).Cells);

    [Theory]
    [InlineData("results")]
    [InlineData("$.")]
    [InlineData("$..x")]
    [InlineData("$[0]")]
    [InlineData("$.a[")]
    [InlineData("")]
    public void What_is_no_path_is_said(string path) =>
        Assert.Equal("unknown-records", Sheet.Refused("[]", Json with { Records = path }).Rule);

    [Fact]
    public void A_path_that_leads_nowhere_shows_what_is_there()
    {
        var finding = Sheet.Refused("""{"x":1,"data":{"rows":[],"total":0}}""", Json with { Records = "$.data.results" });

        Assert.Equal("unknown-records", finding.Rule);
        Assert.Contains("“rows”, “total”", finding.Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1,2]", 1)]
    [InlineData("[\n{\"a\":1},\n[1]]", 3)]
    [InlineData("5", 1)]
    [InlineData("[{\"a\":1}]\n{\"a\":2}", 2)]
    [InlineData("{\"a\":1}\n5", 2)]
    public void Records_that_are_no_objects_are_refused(string json, int line)
    {
        var finding = Sheet.Refused(json, Json);

        Assert.Equal(("not-a-record", line), (finding.Rule, finding.Place!.Line));
    }

    [Fact]
    public void One_object_a_line_is_read()
    {
        var sheet = Sheet.Of("{\"a\":1}\n\n{\"a\":2,\"b\":3}\r\n{\"a\":4}", Json);

        Assert.Equal([["1", ""], ["2", "3"], ["4", ""]], sheet.Cells);
        Assert.Equal([1, 3, 4], sheet.Rows.Select(row => row.Line));
        Assert.Equal("JSON Lines, UTF-8", sheet.Format);
    }

    [Theory]
    [InlineData("[{\"a\":1},\n {\"é\":1,}]", "data/file:2:9")]
    [InlineData("[{\"a\":1},\n {\"a\":", "data/file:2:7")]
    [InlineData("{\"a\":1}\n{\"a\":tru", "data/file:2:9")]
    [InlineData("[{\"a\":\"x\ny\"}]", "data/file:1:9")]
    [InlineData("[{\"a\":1}\n{\"a\":2}]", "data/file:2:1")]
    [InlineData("\n[{\"a\":\"\\uD83D\"}]", "data/file:2")]
    public void Malformed_JSON_is_named_by_line_and_column(string json, string place)
    {
        var finding = Sheet.Refused(json, Json);

        Assert.Equal(("invalid-json", place), (finding.Rule, finding.Place!.ToString()));
    }

    [Fact]
    public void Nesting_without_end_is_malformed() =>
        Assert.Equal("invalid-json", Sheet.Refused("[{\"a\":" + new string('[', 100_000), Json).Rule);

    [Theory]
    [InlineData("[\n{\"a\":1,\"a\":2}]")]
    [InlineData("[\n{\"a.b\":1,\"a\":{\"b\":2}}]")]
    public void A_property_that_comes_twice_is_refused(string json)
    {
        var finding = Sheet.Refused(json, Json);

        Assert.Equal(("repeated-column", 2), (finding.Rule, finding.Place!.Line));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("{}")]
    public void No_record_is_said(string json) => Assert.Equal("no-record", Sheet.Refused(json, Json).Rule);

    [Fact]
    public void An_object_keyed_by_codes_is_not_taken_for_a_record()
    {
        var keyed = string.Join(',', Enumerable.Range(0, 35_000).Select(code => $"\"{code}\":{{\"pop\":1}}"));

        Assert.Equal("too-many-columns", Sheet.Refused($"{{{keyed}}}", Json).Rule);
    }

    [Fact]
    public void The_encoding_is_found_out_and_faults_in_it_named()
    {
        Assert.Equal([["é"]], Sheet.Of([.. Encoding.UTF8.GetPreamble(), .. "[{\"a\":\"é\"}]"u8], Json).Cells);
        Assert.Equal([["é"]], Sheet.Of([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("[{\"a\":\"é\"}]")], Json).Cells);
        Assert.Equal([["é"]], Sheet.Of([.. "[{\"a\":\""u8, 0xE9, .. "\"}]"u8], Json).Cells);
        Assert.Equal(2, Sheet.Refused([.. "[{\"a\":\"éé\",\n\"b\":\""u8, 0xE9, .. "\"}]"u8], Json).Place!.Line);
    }

    [Fact]
    public void A_long_document_is_read_whole()
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < 50_000; i++) text.Append(i == 0 ? "" : ",").Append("{\"n\":").Append(i).Append(",\"nom\":\"Hénin-Beaumont\"}\n");
        var sheet = Sheet.Of(text.Append(']').ToString(), Json);

        Assert.Equal(Enumerable.Range(1, 50_000), sheet.Rows.Select(row => row.Line));
        Assert.Equal(["49999", "Hénin-Beaumont"], sheet.Rows[^1].Cells);
    }
}
