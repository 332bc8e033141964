using System.Buffers;
using System.Text;

namespace Terril.Shared.Wording;

/// <summary>French typography, produced once, by the server: what is typed with plain spaces is read with the right ones.</summary>
public static class Typography
{
    private static readonly SearchValues<char> s_marks = SearchValues.Create(":;!?%»«'");

    /// <summary>A narrow no-break space before <c>; ! ? % »</c> and after <c>«</c>, a no-break space before <c>:</c>, ’ for '.</summary>
    public static string French(string text)
    {
        if (!text.AsSpan().ContainsAny(s_marks)) return text;

        var typed = new StringBuilder(text);
        for (var i = 0; i < typed.Length; i++)
        {
            if (typed[i] == '\'') typed[i] = '’';
            else if (typed[i] == '«' && Space(typed, i + 1)) typed[i + 1] = '\u202f';
            else if (typed[i] == ':' && Space(typed, i - 1)) typed[i - 1] = '\u00a0';
            else if (typed[i] is ';' or '!' or '?' or '%' or '»' && Space(typed, i - 1)) typed[i - 1] = '\u202f';
        }
        return typed.ToString();
    }

    private static bool Space(StringBuilder text, int at) => at >= 0 && at < text.Length && text[at] is ' ' or '\u00a0';
}
