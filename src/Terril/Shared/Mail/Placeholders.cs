using System.Text.RegularExpressions;
using Terril.Observatory;

namespace Terril.Shared.Mail;

/// <summary>
/// The only names that a text written by staff may hold in braces: <c>Bonjour {nom}</c>. Each is replaced by words given beside it;
/// nothing of a thing is ever looked up, and a name that is not in the list is refused when the text is saved.
/// </summary>
public sealed partial class Placeholders(params IReadOnlyList<string> names)
{
    /// <summary>Why the text cannot be saved; empty when it can.</summary>
    public IReadOnlyList<Text> Check(string text) =>
    [
        .. Brace().Matches(text).Select(found => found.Value).Where(found => !names.Any(name => found == $"{{{name}}}")).Distinct(StringComparer.Ordinal)
            .Select(found => new Text(
                $"« {found} » n’est pas un nom connu : retirez-le, ou écrivez {All}.",
                $"“{found}” is not a known name: remove it, or write {All}.")),
    ];

    /// <summary>The text with words in the place of names. Encode what goes into a page afterwards, as any text.</summary>
    /// <exception cref="ArgumentException">The text was saved without <see cref="Check"/>, or a word is missing.</exception>
    public string Fill(string text, IReadOnlyDictionary<string, string> words)
    {
        if (Check(text) is [var refusal, ..]) throw new ArgumentException(refusal.En, nameof(text));
        return Brace().Replace(text, found => words.TryGetValue(found.Value[1..^1], out var word) ? word : throw new ArgumentException($"{found.Value} has no words.", nameof(words)));
    }

    private string All => string.Join(", ", names.Select(name => $"{{{name}}}"));

    // A name in braces, or a brace by itself.
    [GeneratedRegex(@"\{[^{}\s]*\}|[{}]", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Brace();
}
