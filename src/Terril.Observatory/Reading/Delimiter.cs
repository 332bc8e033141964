namespace Terril.Observatory.Reading;

/// <summary>What separates the cells of a CSV file.</summary>
internal static class Delimiter
{
    /// <summary>That of a table of one column: a character that no text file holds.</summary>
    public const byte None = 0;

    private const int RowsCompared = 100;

    // When several fit, the one that figures and sentences use least.
    private static ReadOnlySpan<byte> Candidates => "\t;|,"u8;

    /// <summary>The delimiter under which most rows have as many cells as the header, and the most cells.</summary>
    /// <param name="text">The first rows, the last of which may be cut.</param>
    /// <param name="isLast">Whether the text goes to the end of the file.</param>
    /// <param name="header">Row of the names, from 1.</param>
    public static byte Of(ReadOnlySpan<byte> text, bool isLast, int header)
    {
        var best = (Delimiter: None, Alike: 0, Cells: 1);
        foreach (var candidate in Candidates)
        {
            var (rows, alike, cells) = Try(candidate, text, isLast, header);
            if (cells < 2 || alike * 2 < rows) continue;
            if (alike > best.Alike || alike == best.Alike && cells > best.Cells) best = (candidate, alike, cells);
        }
        return best.Delimiter;
    }

    /// <summary>Its name in a sentence.</summary>
    public static Text NameOf(byte delimiter) => (char)delimiter switch
    {
        ',' => new("virgule", "comma"),
        ';' => new("point-virgule", "semicolon"),
        '\t' => new("tabulation", "tab"),
        '|' => new("barre verticale", "vertical bar"),
        (char)None => new("une seule colonne", "one column"),
        var other => Text.Same($"{other}"),
    };

    private static (int Rows, int Alike, int Cells) Try(byte delimiter, ReadOnlySpan<byte> text, bool isLast, int header)
    {
        var row = new CsvRow(delimiter);
        int rows = 0, alike = 0, cells = 0;
        for (var number = 1; number < header + RowsCompared; number++)
        {
            var scan = row.Read(text, isLast);
            if (number == header && scan is not Scan.More) cells = scan is Scan.Row ? row.Count : row.Count + 1;
            if (scan is not Scan.Row) break;
            if (number >= header && !row.IsBlank())
            {
                rows++;
                if (row.Count == cells || row.Count == cells + 1 && row.IsEmpty(cells)) alike++;
            }
            text = text[row.FullLength..];
        }
        return (rows, alike, cells);
    }
}
