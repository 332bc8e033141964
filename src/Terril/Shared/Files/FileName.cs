using System.Globalization;
using System.Text;

namespace Terril.Shared.Files;

/// <summary>The name a file is given: what is left of its own when only letters, digits and hyphens are.</summary>
internal static class FileName
{
    private const int Longest = 80;

    /// <summary><c>L’Été à Lens (final).JPG</c> is <c>l-ete-a-lens-final</c>.</summary>
    public static string Of(string sent)
    {
        var name = new StringBuilder();
        var stem = Path.GetFileNameWithoutExtension(sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..]);
        foreach (var letter in stem.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterOrDigit(letter)) name.Append(char.ToLowerInvariant(letter));
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
            if (name.Length == Longest) break;
        }
        var made = name.ToString().Trim('-');
        return made.Length > 0 ? made : "fichier";
    }
}
