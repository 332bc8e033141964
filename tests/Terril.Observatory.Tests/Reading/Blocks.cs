using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

/// <summary>Reads a CSV file block by block: each by itself, and with those that follow where its rows do not end with it.</summary>
internal static class Blocks
{
    public static void MustGive(List<Row> expected, FaultyInputException? fault, string path, string name, ReadingOptions? options, int most)
    {
        var rows = new List<Row>();
        var found = Sheet.Record(() => Read(path, name, options ?? new ReadingOptions(), most, rows));

        Assert.Equal(expected.Select(Said), rows.Select(Said));
        Assert.Equal(fault?.Message, found?.Message);
    }

    private static void Read(string path, string name, ReadingOptions options, int most, List<Row> rows)
    {
        using var file = (CsvReader)RowReader.Open(path, name, options);
        var (seen, line) = (file.Seen, file.NextLine);
        while (file.TakeBlock(most) is { } block)
        {
            var alone = new List<Row>();
            using var reader = file.OfBlock();
            reader.Turn(block.Verify(), seen);
            var isRead = Sheet.Record(() => Row.All(reader, alone, line - 1)) is null && !block.IsCut;
            if (isRead)
            {
                rows.AddRange(alone);
                (seen, line) = (reader.Seen, line + reader.NextLine - 1);
                continue;
            }
            var next = block;
            using var on = file.Of(() => Interlocked.Exchange(ref next, null)?.Again() ?? file.TakeBlock(most)?.Verify(), seen, line);
            Row.All(on, rows);
            (seen, line) = (on.Seen, on.NextLine);
        }
    }

    private static string Said(Row row) => $"{row.Line}: {row.Raw} → {string.Join('¦', row.Cells)}";
}
