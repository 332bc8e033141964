using Terril.Observatory;

namespace Terril.Agenda.Reading;

/// <summary>
/// The lines of a calendar, unfolded before they are decoded: a fold may cut a character. Lines end by CR, LF or both, mixed as they come.
/// </summary>
internal static class UnfoldLines
{
    private const int MostLines = 200_000;
    private const int LongestLine = 100_000;

    public static IEnumerable<CalendarLine> Run(ReadOnlyMemory<byte> bytes, FeedFindings findings)
    {
        var (unfolded, first, number, count) = (new MemoryStream(), 1, 1, 0);
        for (var at = 0; at < bytes.Length; number++)
        {
            var (end, next) = LineEnd(bytes.Span, at);
            var isFolded = unfolded.Length > 0 && bytes.Span[at] is (byte)' ' or (byte)'\t';
            if (!isFolded)
            {
                if (Line(first, unfolded, findings) is { } line) yield return line;
                unfolded.SetLength(0);
            }
            if (end > at)
            {
                if (unfolded.Length == 0) first = number;
                // One octet past the bound is enough to know.
                var room = (int)Math.Max(0, LongestLine + 1 - unfolded.Length);
                var from = isFolded ? at + 1 : at;
                unfolded.Write(bytes.Span.Slice(from, Math.Min(end - from, room)));
            }
            at = next;
            if (++count <= MostLines || at >= bytes.Length) continue;
            findings.Cut("too-many-lines", In(number), $"plus de {MostLines} lignes : la suite n’est pas lue ; demander un agenda plus court", $"more than {MostLines} lines: what follows is not read; ask for a shorter calendar");
            break;
        }
        if (Line(first, unfolded, findings) is { } last) yield return last;
    }

    public static Place In(int number) => new("calendar", number);

    private static CalendarLine? Line(int number, MemoryStream unfolded, FeedFindings findings)
    {
        if (unfolded.Length == 0) return null;
        if (unfolded.Length > LongestLine)
        {
            findings.LeftOut("line-too-long", In(number), $"ligne de plus de {LongestLine} octets : elle n’est pas lue", $"line of more than {LongestLine} octets: it is not read");
            return null;
        }
        var text = FeedBytes.Decode(unfolded.GetBuffer().AsSpan(0, (int)unfolded.Length), out var isUtf8);
        if (!isUtf8) findings.NoteOnce("not-utf8", "", In(number), "texte qui n’est pas en UTF-8 : lu comme Windows-1252 ; vérifier les accents, et demander l’UTF-8", "text that is not in UTF-8: read as Windows-1252; check the accents, and ask for UTF-8");
        if (string.IsNullOrWhiteSpace(text)) return null;
        var line = CalendarLine.Of(number, text.Trim('\0', '\uFEFF'));
        if (line is null) findings.LeftOut("not-a-property", In(number), $"« {FeedFindings.Quoted(text)} » n’est pas une ligne d’agenda (NOM:valeur) : elle n’est pas lue", $"“{FeedFindings.Quoted(text)}” is not a line of a calendar (NAME:value): it is not read");
        else if (line.Parameter("X-TERRIL-LOOSE") is not null) findings.Note("bad-parameters", In(number), $"les précisions de « {line.Name} » sont illisibles : seule sa valeur est lue", $"the parameters of “{line.Name}” cannot be read: only its value is");
        return line;
    }

    private static (int End, int Next) LineEnd(ReadOnlySpan<byte> bytes, int at)
    {
        var found = bytes[at..].IndexOfAny((byte)'\r', (byte)'\n');
        if (found < 0) return (bytes.Length, bytes.Length);
        var (end, next) = (at + found, at + found);
        while (next < bytes.Length && bytes[next] == '\r') next++;
        // CR CR LF is one end, written twice by two programs; CR alone is one too.
        if (next < bytes.Length && bytes[next] == '\n') return (end, next + 1);
        return (end, end + 1);
    }
}
