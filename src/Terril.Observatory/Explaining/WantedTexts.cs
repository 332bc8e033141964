using System.Text;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Explaining;

/// <summary>The few texts by which a file can name the territories wanted: a stretch of it that holds none of them says nothing of them.</summary>
internal sealed class WantedTexts
{
    // Each is a pass over the file: with more, understanding the rows costs no more.
    private const int Most = 6;

    private readonly byte[][] _texts;

    private WantedTexts(IEnumerable<string> texts) => _texts = [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <returns>Null when any text may do, or too many.</returns>
    /// <param name="file">How its territories are written.</param>
    /// <param name="native">Its own vintage.</param>
    /// <param name="wanted">Codes of territories of its level.</param>
    public static WantedTexts? Of(SourceFile file, Geography native, IEnumerable<string> wanted)
    {
        if (file.Territory.Column is null) return null;
        var codes = wanted.Take(Most + 1).ToHashSet(StringComparer.Ordinal);
        if (codes.Count > Most) return null;
        if (file.Territory.Level == Level.Commune && file.Territory.Fold) codes.UnionWith(native.DistrictsOf(codes));
        var texts = codes.SelectMany(code => TextsOf(file.Territory, code)).Take(Most + 1).ToHashSet(StringComparer.Ordinal);
        return texts.Count > Most || texts.Contains("") ? null : new WantedTexts(texts);
    }

    /// <summary>Whether one of them stands there as a word.</summary>
    public bool AreIn(ReadOnlySpan<byte> text)
    {
        foreach (var wanted in _texts)
            if (IsIn(text, wanted)) return true;
        return false;
    }

    // A cell is at most surrounded by what is no letter and no digit.
    private static bool IsIn(ReadOnlySpan<byte> text, ReadOnlySpan<byte> wanted)
    {
        for (int next; (next = text.IndexOf(wanted)) >= 0; text = text[(next + 1)..])
        {
            var end = next + wanted.Length;
            var isWord = (next == 0 || !char.IsAsciiLetterOrDigit((char)text[next - 1])) && (end == text.Length || !char.IsAsciiLetterOrDigit((char)text[end]));
            if (isWord) return true;
        }
        return false;
    }

    private static IEnumerable<string> TextsOf(TerritoryRule rule, string code)
    {
        yield return code;
        foreach (var (text, mapped) in rule.Map)
            if (mapped == code) yield return text.Trim();
        for (var at = 0; rule.Pad == code.Length && at < code.Length - 1 && code[at] == '0'; at++) yield return code[(at + 1)..];
    }
}
