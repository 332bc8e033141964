using System.Text;
using Terril.Observatory.Tests.Reading;

namespace Terril.Observatory.Tests.Building;

/// <summary>The options of <c>read</c>, from the recipe to the figure.</summary>
public class RowInterpreterTests
{
    [Fact]
    public void A_wide_file_has_one_entry_a_column_each_with_its_own_rules()
    {
        using var site = new TinySite()
            .Indicator("waste").Indicator("power", "unit: MWh")
            .Write("data/wide.csv", "code;t2020;t2021;mwh;hidden;kind\n59183;1;x;s;0;a\n59350;;3;;2;b\n")
            .Source("wide", """
                files: [{ path: data/wide.csv }]
                read:
                  territory: { column: code, level: commune }
                  status: estimated
                  values:
                    - { column: t2020, indicator: waste, period: { value: 2020 } }
                    - { column: t2021, indicator: waste, period: { value: 2021 }, missing: [x], status: provisional }
                    - { column: mwh, indicator: power, period: { value: 2021 }, secret: [s, { emptyWhen: { column: hidden, above: 0 } }], where: { kind: [a, b] } }
                """)
            .Published();

        Assert.Equal("1 estimated", site["waste commune:59183 2020"]);
        Assert.Equal("unavailable", site["waste commune:59350 2020"]);
        Assert.Equal("unavailable", site["waste commune:59183 2021"]);
        Assert.Equal("3 provisional", site["waste commune:59350 2021"]);
        Assert.Equal("secret", site["power commune:59183 2021"]);
        Assert.Equal("secret", site["power commune:59350 2021"]);
    }

    [Theory]
    [InlineData("0", "unavailable")]
    [InlineData("1", "secret")]
    [InlineData("", "unavailable")]
    public void An_empty_cell_beside_a_count_of_hidden_ones_is_secret(string hidden, string expected)
    {
        using var site = new TinySite()
            .Waste($"code,year,value,hidden\n59183,2021,,{hidden}\n", value: """secret: { emptyWhen: { column: hidden, above: 0 } }, missing: [""]""")
            .Published();

        Assert.Equal(expected, site["waste commune:59183 2021"]);
    }

    [Fact]
    public void An_entry_keeps_its_own_rows()
    {
        using var site = new TinySite()
            .Indicator("waste").Indicator("power", "unit: MWh")
            .Write("data/long.csv", "code,year,what,value\n59183,2021,waste,5\n59183,2021,power,7\n59183,2021,noise,9\n")
            .Source("long", """
                files: [{ path: data/long.csv }]
                read:
                  territory: { column: code, level: commune }
                  period: { column: year }
                  values:
                    - { column: value, indicator: waste, where: { what: [waste] } }
                    - { column: value, indicator: power, where: { what: power } }
                """)
            .Published();

        Assert.Equal("5 reference", site["waste commune:59183 2021"]);
        Assert.Equal("7 reference", site["power commune:59183 2021"]);
    }

    [Fact]
    public void A_file_may_override_what_is_said_for_all()
    {
        using var site = new TinySite()
            .Indicator("waste")
            .Write("data/a.csv", "code,year,value\n59183,2020,1\n")
            .Write("data/b.csv", "insee;an;tonnes\n59183;2021;1,5\n")
            .Source("s", """
                files:
                  - { path: data/a.csv }
                  - path: data/b.csv
                    delimiter: ";"
                    decimal: ","
                    status: provisional
                    territory: { column: insee, level: commune }
                    period: { column: an }
                    values: [{ column: tonnes, indicator: waste, unit: kt }]
                read:
                  territory: { column: code, level: commune }
                  period: { column: year }
                  values: [{ column: value, indicator: waste }]
                """)
            .Published();

        Assert.Equal("1 reference", site["waste commune:59183 2020"]);
        Assert.Equal("1500 provisional", site["waste commune:59183 2021"]);
    }

    [Fact]
    public void What_every_file_overrides_is_no_unknown_key()
    {
        using var site = new TinySite()
            .Indicator("waste")
            .Write("data/a.csv", "code,value\n59183,1\n")
            .Source("s", """
                files: [{ path: data/a.csv, period: { value: 2020 } }]
                read:
                  territory: { column: code, level: commune }
                  period: { column: year }
                  values: [{ column: value, indicator: waste }]
                """)
            .Published();

        Assert.Equal("1 reference", site["waste commune:59183 2020"]);
    }

    [Fact]
    public void Codes_are_filled_and_translated()
    {
        using var site = new TinySite()
            .Indicator("waste")
            .Write("data/a.csv", "code,year,value\n2,2021,7\nDEP59,2021,8\n")
            .Source("s", """
                files: [{ path: data/a.csv }]
                read: { territory: { column: code, level: department, pad: 2, map: { DEP59: "59" } }, period: { column: year }, values: [{ column: value, indicator: waste }] }
                """)
            .Published();

        Assert.Equal("7 reference", site["waste department:02 2021"]);
        Assert.Equal("8 reference", site["waste department:59 2021"]);
    }

    [Fact]
    public void Codes_of_a_breakdown_come_from_a_column_a_map_or_the_recipe()
    {
        using var site = Breakdown("""{ column: value, indicator: waste, breakdown: { type: { column: kind, map: { Verts: green, "*": other } } } }""", "Verts,1\nGravats,2\n", "duplicates: sum").Published();
        using var own = Breakdown("""{ column: value, indicator: waste, breakdown: { type: { column: kind } } }""", "green,1\n").Published();
        using var said = Breakdown("""{ column: value, indicator: waste, breakdown: { type: { value: other } } }""", "x,1\n").Published();

        Assert.Equal(("1 reference", "2 reference", "3 reference"), (site["waste region:32 2021 type=green"], site["waste region:32 2021 type=other"], site["waste region:32 2021"]));
        Assert.Equal("1 reference", own["waste region:32 2021 type=green"]);
        Assert.Equal("1 reference", said["waste region:32 2021 type=other"]);
    }

    [Fact]
    public void Two_texts_of_a_map_that_mean_one_code_are_two_rows_of_one_cell()
    {
        using var site = Breakdown("""{ column: value, indicator: waste, breakdown: { type: { column: kind, map: { Verts: green, "*": other } } } }""", "Verts,1\nGravats,2\nBois,4\n");

        Assert.StartsWith("data/a.csv:4:2: two rows for waste (type=other), region:32, 2021 (already line 3)", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_the_map_lacks_is_refused_where_it_stands()
    {
        using var site = Breakdown("""{ column: value, indicator: waste, breakdown: { type: { column: kind, map: { Verts: green } } } }""", "Verts,1\nGravats,2\n");

        Assert.Equal("data/a.csv:3:1: “Gravats” is not in the map of “type”; add it, or \"*\" for all the rest [unknown-code]", site.Refused());
    }

    [Theory]
    [InlineData("abc", "“abc” is not a number")]
    [InlineData("1.2.3", "“1.2.3” is not a number")]
    [InlineData("", "empty cell; add \"\" to “missing”")]
    [InlineData("NaN", "“NaN” is not a number")]
    [InlineData("1e999", "“1e999” is not a number")]
    public void A_number_that_is_no_number_is_named_by_file_line_and_column(string cell, string why)
    {
        using var site = new TinySite().Waste($"code,year,value\n59350,2021,4\n59183,2021,{cell}\n", value: "missing: [NA]");

        Assert.StartsWith($"data/waste.csv:3:3: {why}", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_is_said_once_whatever_else_hangs_on_the_file()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,abc\n", checks: """{ witness: waste, territory: "commune:59183", period: 2021, value: 3 }, { range: waste, min: 0 }""");

        Assert.StartsWith("data/waste.csv:2:3: « abc » n’est pas un nombre", site.Refused("fr"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1\u202F234,5", "1234.5 reference")]
    [InlineData("1\u00A0234,5", "1234.5 reference")]
    [InlineData("-1,5", "-1.5 reference")]
    [InlineData("1,5e3", "1500 reference")]
    public void Numbers_are_written_as_people_write_them(string cell, string expected)
    {
        using var site = new TinySite().Waste($"code;year;value\n59183;2021;{cell}\n").Published();

        Assert.Equal(expected, site["waste commune:59183 2021"]);
    }

    [Fact]
    public void A_missing_column_is_named_with_those_that_are_there()
    {
        using var site = new TinySite().Waste("code,an,value\n59183,2021,1\n");

        Assert.Equal("data/waste.csv:1: there is no column “year”, which sources/waste.yaml:8:12 asks for; columns of the file: code, an, value [missing-column]", site.Refused());
    }

    [Theory]
    [InlineData("20211")]
    [InlineData("2021-13")]
    [InlineData("2021-02-30")]
    [InlineData("an 2021")]
    public void A_period_that_is_none_is_named(string period)
    {
        using var site = new TinySite().Waste($"code,year,value\n59183,{period},1\n");

        Assert.StartsWith($"data/waste.csv:2:2: “{period}” is no year, month or day", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_1252_gzip_zip_xlsx_and_json_say_the_same()
    {
        const string csv = "code;année;valeur\n59183;2021;1,5\n";
        var latin = Encoding.Latin1.GetBytes(csv);
        var rows = Workbook.Row(1, "code", "année", "valeur") + Workbook.RowOf(2, """<c r="A2" t="inlineStr"><is><t>59183</t></is></c><c r="B2"><v>2021</v></c><c r="C2"><v>1.5</v></c>""");
        foreach (var (name, bytes, options) in new (string, byte[], string)[]
        {
            ("a.csv", Encoding.UTF8.GetBytes(csv), ""),
            ("a.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(csv)], ""),
            ("a.csv", latin, ""),
            ("a.csv", latin, "encoding: windows-1252, delimiter: \";\", decimal: \",\","),
            ("a.csv.gz", Zip.Gzip(latin), ""),
            ("a.zip", Zip.Of([("readme.txt", [65]), ("a.csv", latin)]), "entry: a.csv,"),
            ("a.xlsx", Workbook.Of(("Notes", ""), ("Data", rows)), "format: xlsx, sheet: Data,"),
            ("a.json", Encoding.UTF8.GetBytes("""{"rows":[{"code":"59183","année":2021,"valeur":1.5}]}"""), "format: json, records: $.rows,"),
        })
        {
            using var site = new TinySite()
                .Indicator("waste").Write("data/" + name, bytes)
                .Source("s", $$"""
                    files: [{ path: data/{{name}} }]
                    read: { {{options}} territory: { column: code, level: commune }, period: { column: année }, values: [{ column: valeur, indicator: waste }] }
                    """)
                .Published();

            Assert.Equal("1.5 reference", site["waste commune:59183 2021"]);
        }
    }

    [Fact]
    public void A_file_that_is_not_what_it_says_is_refused()
    {
        var zip = Zip.Of([("a.csv", Encoding.UTF8.GetBytes("code,year,value\n59183,2021,1\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"59350,{1500 + i},{i * 7919 % 1000}\n"))))]);
        foreach (var (bytes, format) in new (byte[], string)[]
        {
            ([], "csv"),
            ("\n\n"u8.ToArray(), "csv"),
            ("<!DOCTYPE html><html><body>502</body></html>"u8.ToArray(), "csv"),
            ("code,year,value\n59183,2021,1\n"u8.ToArray(), "xlsx"),
            ("code,year,value\n59183,2021,1\n"u8.ToArray(), "json"),
            ("""[{"code":"59183","""u8.ToArray(), "json"),
            (Workbook.Of(("Data", "")), "csv"),
            (zip[..^30], "csv"),
            (Zip.Gzip("code,year,value\n59183,2021,1\n"u8.ToArray())[..^6], "csv"),
        })
        {
            using var site = new TinySite().Waste("", read: $"format: {format}").Write("data/waste.csv", bytes);

            Assert.StartsWith("data/waste.csv", site.Refused(), StringComparison.Ordinal);
            Assert.StartsWith("data/waste.csv", site.Refused("fr"), StringComparison.Ordinal);
        }
    }

    private static TinySite Breakdown(string value, string rows, string read = "") => new TinySite()
        .Indicator("waste", "unit: t, breakdown: { type: [green, other] }")
        .Write("data/a.csv", "kind,value\n" + rows)
        .Source("s", $$"""
            files: [{ path: data/a.csv }]
            read:
              territory: { value: "32", level: region }
              period: { value: 2021 }
              values: [{{value}}]
              {{read}}
            """);
}
