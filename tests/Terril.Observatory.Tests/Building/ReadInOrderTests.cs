using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Terril.Observatory.Building;
using Terril.Observatory.Reading;
using Terril.Observatory.Recipes;
using Terril.Observatory.Tests.Reading;

namespace Terril.Observatory.Tests.Building;

/// <summary>Whatever the blocks and the threads, a file says the same, and the same fault ends it.</summary>
public class ReadInOrderTests
{
    private static readonly string[] Codes = ["59183", "59350", "59355", "75101", "75056", "99999", " 59350", "\"59350\"", "\"59\n350\"", "é", ""];
    private static readonly string[] Years = ["2021", "2021", "2022", "2021.0", "2021-03", "soon"];
    private static readonly string[] Numbers = ["1", "12.5", "12,5", "-3", "1 234", "1.234,5", "1,234.5", "1.234", "s", "", "-", "\"7\"", "\"a \"\"b\"\"\"", "\"x\ny\"", "x", "1e3", "123456789012345678"];

    private static readonly Gen<string> Lines =
        from code in Mostly("59183", Codes)
        from year in Mostly("2021", Years)
        from number in Gen.Elements(Numbers[..10])
        from rare in Gen.Elements(Numbers)
        from odd in Gen.Choose(0, 40)
        select odd switch { 0 => "", 1 => $"{code};{year}", 2 => "\"", 3 => $"{code};{year};\"1\n2", 4 => " ; ; ", 5 => $"{code};{year};{rare}", _ => $"{code};{year};{number}" };

    private static readonly Gen<byte[]> Files =
        from lines in Lines.ListOf()
        from more in Lines.ArrayOf(60)
        from end in Gen.Elements("\n", "\r\n", "\r")
        from last in Gen.Elements("", end)
        from bad in Gen.Choose(0, 15)
        select Bytes($"code;year;value{end}{string.Join(end, lines.Concat(more))}{last}", bad);

    [Theory]
    [InlineData("duplicates: sum")]
    [InlineData("duplicates: last")]
    [InlineData("where: { year: [\"2021\", soon] }")]
    public void A_random_file_says_the_same_in_one_block_and_in_many(string read)
    {
        using var site = new TinySite().Waste("code;year;value\n", read: read, value: "secret: [s], missing: [\"\", \"-\"]");
        var recipe = SiteFolder.Open(site.Folder).Read();
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Files.ToArbitrary(), bytes =>
        {
            var expected = Said(site, recipe, bytes, readers: 1, most: int.MaxValue);
            return ((int[])[1, 20, 200]).All(most => Said(site, recipe, bytes, readers: 3, most) == expected && Said(site, recipe, bytes, readers: 1, most) == expected);
        }));
    }

    [Fact]
    public void A_row_of_nothing_but_white_space_says_nothing_in_a_block_either()
    {
        var csv = "code;value\n" + string.Concat(Enumerable.Range(0, 50).Select(i => i % 7 == 3 ? " ; \n" : "59183;1\n"));
        using var site = new TinySite().Indicator("waste", "unit: t").Write("data/waste.csv", csv).Source("waste", """
            files: [{ path: data/waste.csv }]
            read:
              territory: { column: code, level: commune }
              period: { value: 2021 }
              duplicates: sum
              values: [{ column: value, indicator: waste, missing: [""] }]
            """);
        var (recipe, bytes) = (SiteFolder.Open(site.Folder).Read(), Encoding.UTF8.GetBytes(csv));

        var said = Said(site, recipe, bytes, readers: 2, most: 100);

        Assert.Equal(Said(site, recipe, bytes, readers: 1, most: int.MaxValue), said);
        Assert.Equal(43, said.Count(c => c == '\n'));
    }

    [Fact]
    public void The_rows_of_a_batch_can_be_gone_back_to()
    {
        using var site = new TinySite().Waste("code;year;value\n59183;2021;1\n\n\"59350\";2021;\"2\"\n59183;2022;3\n80021;2021;4\n", read: "duplicates: sum");
        var (file, native) = (SiteFolder.Open(site.Folder).Read(), site.Store.Lists.At(2026));
        var raw = new List<string>();
        using var rows = RowReader.Open(site.PathOf("data/waste.csv"), "w.csv", file.Sources[0].Files[0].Reading);
        new ReadInOrder(rows, () => new RowInterpreter(file.Sources[0].Files[0], rows, file, native, new Slots()), (batch, before, reader) =>
        {
            for (var i = batch.Count - 1; i >= 0; i--)
            {
                reader.Return(batch.Start[i], batch.Line[i]);
                raw.Add($"{before + batch.Line[i]} {reader.Raw}");
            }
        })
        { RowsAreWanted = true, LargestBlock = 40 }.Run();

        Assert.Equal(["2 59183;2021;1", "4 \"59350\";2021;\"2\"", "5 59183;2022;3", "6 80021;2021;4"], raw.Order());
    }

    // All that the rows say, in order, and the fault that ends them.
    private static string Said(TinySite site, Site recipe, byte[] bytes, int readers, int most)
    {
        var (file, said, slots) = (recipe.Sources[0].Files[0], new StringBuilder(), new Slots());
        var fault = Sheet.Record(() =>
        {
            using var rows = RowReader.Open(new MemoryStream(bytes), "data/waste.csv", file.Reading);
            RowInterpreter Interpreter() => new(file, rows, recipe, site.Store.Lists.At(2026), slots);
            new ReadInOrder(rows, Interpreter, (batch, before, _) => Say(said, slots, batch, before)) { Readers = readers, LargestBlock = most }.Run();
        });
        return said.Append(fault?.Message).ToString();
    }

    private static void Say(StringBuilder said, Slots slots, Batch batch, int before)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var territory = batch.Territory[i] is >= 0 and var known ? new OddCode("", known) : batch.Odd[-batch.Territory[i] - 1];
            said.AppendLine(CultureInfo.InvariantCulture, $"{before + batch.Line[i]} {slots[batch.Slot[i]]} {territory} {batch.Value[i]:R} {batch.Status[i]}");
        }
    }

    private static Gen<string> Mostly(string one, string[] others) => Gen.Frequency((4, Gen.Constant(one)), (1, Gen.Elements(others)));

    private static byte[] Bytes(string text, int bad)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bad < 2) bytes[bytes.Length * 2 / 3] = bad == 0 ? (byte)0xFF : (byte)0;
        return bytes;
    }
}
