using System.Buffers;
using System.Text;

namespace Terril.Agenda.Reading;

/// <summary>
/// The words of a piece of HTML. Read from end to end once, without a tree: no depth nor length of it costs more. What comes out is text,
/// to be encoded like any other; nothing in it is trusted.
/// </summary>
internal static class StripHtml
{
    private const int LongestName = 10;

    private static readonly HashSet<string> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "article", "b", "blockquote", "body", "br", "center", "code", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "i", "iframe", "img", "li",
        "link", "main", "meta", "object", "ol", "p", "pre", "script", "section", "small", "span", "strong", "style", "sub", "sup", "svg", "table", "tbody", "td", "th", "title", "tr", "u", "ul",
    };

    private static readonly HashSet<string> s_lines = new(StringComparer.OrdinalIgnoreCase) { "br", "li", "tr", "hr" };

    private static readonly HashSet<string> s_blocks = new(StringComparer.OrdinalIgnoreCase)
        { "article", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "section", "table", "ul" };

    private static readonly HashSet<string> s_silent = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "title", "iframe", "object", "svg" };

    private static readonly SearchValues<char> s_spaces = SearchValues.Create(" \t\r\n");

    /// <summary>Plain text stays as it is, with its lines; only what bears a tag of HTML is read as such.</summary>
    public static string IfAny(string said) => Tags(said) ? Run(said) : FeedText.Lines(said);

    public static string Run(string html)
    {
        var text = new StringBuilder();
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            Words(text, html.AsSpan(at, (open < 0 ? html.Length : open) - at));
            if (open < 0) break;
            at = IsTag(html, open) ? Tag(text, html, open) : Literal(text, open);
        }
        return FeedText.Lines(FeedText.Decoded(Tidy(text)));
    }

    private static bool Tags(string said)
    {
        var last = said.LastIndexOf('>');
        for (var at = said.IndexOf('<', StringComparison.Ordinal); at >= 0 && at < last; at = said.IndexOf('<', at + 1))
            if (Name(said, at) is { Length: > 0 } name && s_known.Contains(name) && Ends(said, said.IndexOf(name, at, StringComparison.Ordinal) + name.Length)) return true;
        return false;
    }

    private static bool Ends(string said, int at) => at < said.Length && (said[at] is '>' or '/' || (char.IsWhiteSpace(said[at]) && at + 1 < said.Length && (char.IsAsciiLetter(said[at + 1]) || said[at + 1] is '/' or '>')));

    private static bool IsTag(string html, int at) => at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?');

    private static int Literal(StringBuilder text, int at)
    {
        text.Append('<');
        return at + 1;
    }

    // Returns where to read on; what is never closed hides the rest.
    private static int Tag(StringBuilder text, string html, int at)
    {
        if (string.CompareOrdinal(html, at, "<!--", 0, 4) == 0) return After(html, "-->", at + 4);
        var name = Name(html, at);
        var isClosing = html[at + 1] == '/';
        if (s_blocks.Contains(name)) Break(text, 2);
        else if (s_lines.Contains(name) && (!isClosing || name.Equals("br", StringComparison.OrdinalIgnoreCase))) Break(text, 1);
        if (!isClosing && name.Equals("li", StringComparison.OrdinalIgnoreCase)) text.Append("- ");
        if (name.ToUpperInvariant() is "TD" or "TH") text.Append(' ');
        var end = After(html, ">", at);
        return s_silent.Contains(name) && !isClosing ? After(html, ">", After(html, $"</{name}", end)) : end;
    }

    private static int After(string html, string mark, int at)
    {
        var found = at >= html.Length ? -1 : html.IndexOf(mark, at, StringComparison.OrdinalIgnoreCase);
        return found < 0 ? html.Length : found + mark.Length;
    }

    private static string Name(string html, int at)
    {
        var start = at + (at + 1 < html.Length && html[at + 1] == '/' ? 2 : 1);
        var end = start;
        while (end < html.Length && end - start <= LongestName && char.IsAsciiLetterOrDigit(html[end])) end++;
        return end - start > LongestName ? "" : html[start..end];
    }

    private static void Words(StringBuilder text, ReadOnlySpan<char> words)
    {
        while (words.Length > 0)
        {
            var space = words.IndexOfAny(s_spaces);
            text.Append(space < 0 ? words : words[..space]);
            if (space < 0) return;
            if (text.Length > 0 && text[^1] is not (' ' or '\n')) text.Append(' ');
            words = words[(space + 1)..];
        }
    }

    private static void Break(StringBuilder text, int ends)
    {
        while (text.Length > 0 && text[^1] == ' ') text.Length--;
        for (var at = text.Length - 1; at >= 0 && text[at] == '\n'; at--) ends--;
        if (text.Length > 0 && ends > 0) text.Append('\n', ends);
    }

    private static string Tidy(StringBuilder text) => text.ToString().Replace(" \n", "\n", StringComparison.Ordinal);
}
