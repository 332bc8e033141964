using System.Buffers;

namespace Terril.Shared.Wording;

/// <summary>French typography, produced once, by the server: what is typed with plain spaces is read with the right ones.</summary>
public static class Typography
{
    private static readonly SearchValues<char> s_marks = SearchValues.Create(":;!?%»«'");

    /// <summary>A narrow no-break space before <c>; ! ? % »</c> and after <c>«</c>, a no-break space before <c>:</c>, ’ for '.</summary>
    public static string French(string text) => text.AsSpan().IndexOfAny(s_marks) < 0 ? text : French(text.AsSpan());

    /// <summary>The same, of what is being written.</summary>
    public static string French(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (typed, text) =>
    {
        text.CopyTo(typed);
        for (int i = typed.IndexOfAny(s_marks), step; i >= 0; i = step < 0 ? step : i + 1 + step)
        {
            Mark(typed, i);
            step = typed[(i + 1)..].IndexOfAny(s_marks);
        }
    });

    private static void Mark(Span<char> typed, int i)
    {
        if (typed[i] == '\'') typed[i] = '’';
        else if (typed[i] == '«' && Space(typed, i + 1)) typed[i + 1] = '\u202f';
        else if (typed[i] == ':' && Space(typed, i - 1)) typed[i - 1] = '\u00a0';
        else if (typed[i] is ';' or '!' or '?' or '%' or '»' && Space(typed, i - 1)) typed[i - 1] = '\u202f';
    }

    private static bool Space(Span<char> text, int at) => at >= 0 && at < text.Length && text[at] is ' ' or '\u00a0';
}
