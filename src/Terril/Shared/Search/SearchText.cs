using System.Globalization;
using System.Text;

namespace Terril.Shared.Search;

/// <summary>How people type and how names are written, brought to the same words: « ST-OMER », "saint omer" and "Saint‑Omer" are one.</summary>
public static class SearchText
{
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.Ordinal)
    {
        ["st"] = "saint",
        ["ste"] = "sainte",
        ["sts"] = "saints",
        ["stes"] = "saintes",
    };

    /// <summary>Lower case, without accents, one space between words, abbreviations in full.</summary>
    public static string Normalise(string? text) => string.Join(' ', Words(text));

    /// <summary>The words, abbreviations in full.</summary>
    public static IReadOnlyList<string> Words(string? text) => [.. WordsAsTyped(text).Select(InFull)];

    /// <summary>The words as they stand: the last one may be the beginning of another (« st » of Steenvoorde).</summary>
    public static IReadOnlyList<string> WordsAsTyped(string? text) =>
        Plain(text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>« saint » for « st »; the word itself otherwise.</summary>
    public static string InFull(string word) => Abbreviations.GetValueOrDefault(word, word);

    // Runes: a broken surrogate would make Normalize throw.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
            {
                if (Rune.GetUnicodeCategory(part) is not UnicodeCategory.NonSpacingMark) plain.Append(Letter(Rune.ToLowerInvariant(part)));
            }
        return plain.ToString();
    }

    // What is left is a–z and 0–9: the index is read by ranges, and those sort alike in every collation.
    private static string Letter(Rune letter) => letter.Value switch
    {
        >= 'a' and <= 'z' or >= '0' and <= '9' => letter.ToString(),
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        _ => " ",
    };
}
