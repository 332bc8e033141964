using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Terril.Shared.Files.Formats;

/// <summary>PDF (ISO 32000): its header at the first byte, its end, and the table that the end points to. Kept as it is.</summary>
internal static partial class Pdf
{
    private const int EndWithin = 2048;
    private const int TableStart = 64;

    public static PictureSize? Read(Stream from, Stream to)
    {
        if (!Header().IsMatch(Text(from, 0, 8))) throw Unlike();
        if (End().Match(Text(from, Math.Max(0, from.Length - EndWithin), EndWithin)) is not { Success: true } end) throw Unlike();
        if (!long.TryParse(end.Groups["at"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var table) || table >= from.Length) throw Unlike();
        if (!Table().IsMatch(Text(from, table, TableStart))) throw Unlike();

        from.Position = 0;
        from.CopyTo(to);
        return null;
    }

    private static string Text(Stream from, long at, int length)
    {
        from.Position = at;
        var bytes = new byte[length];
        return Encoding.Latin1.GetString(bytes, 0, from.ReadAtLeast(bytes, length, throwOnEndOfStream: false));
    }

    private static FileRefusedException Unlike() => FileRefusedException.Unlike("un document PDF", "a PDF document");

    [GeneratedRegex(@"\A%PDF-(1\.[0-7]|2\.0)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Header();

    [GeneratedRegex(@"startxref\s+(?<at>[0-9]{1,12})\s+%%EOF\s*\z", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, matchTimeoutMilliseconds: 2000)]
    private static partial Regex End();

    [GeneratedRegex(@"\A\s*(xref\s|[0-9]{1,10} [0-9]{1,5} obj)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Table();
}
