using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Terril.Observatory;

namespace Terril.Accounts.SignIn;

/// <summary>What a password may be: long enough, and not what everybody tries first. Which signs it is made of is its owner’s business.</summary>
public static class PasswordRules
{
    public const int Least = 8;
    public const int Advised = 15;

    /// <summary>Beyond it, to hash would cost more than it protects.</summary>
    public const int Most = 256;

    private const int ShortestWord = 4;

    private static readonly FrozenSet<string> s_common = Read();

    /// <summary>Why a password is refused, and what to do; null when it is not.</summary>
    public static Text? Fault(string? password, Person person)
    {
        if (password is null || new StringInfo(password).LengthInTextElements < Least)
            return new($"Choisissez un mot de passe d’au moins {Least} caractères ; {Advised} ou plus sont conseillés.", $"Choose a password of at least {Least} characters; {Advised} or more are advised.");
        if (password.Length > Most)
            return new($"Ce mot de passe dépasse {Most} caractères : raccourcissez-le.", $"This password is longer than {Most} characters: shorten it.");
        if (IsCommon(password))
            return new("Ce mot de passe est de ceux qu’on essaie en premier : choisissez-en un autre, par exemple quatre mots sans rapport.", "This password is among those tried first: choose another, for example four unrelated words.");
        if (IsOf(person, password))
            return new("Ce mot de passe est tiré de votre nom ou de votre adresse : choisissez-en un autre.", "This password comes from your name or address: choose another.");
        return null;
    }

    /// <summary>True for a word that everybody tries, dressed or not, for a run along the keyboard, for one sign repeated.</summary>
    public static bool IsCommon(string password)
    {
        var plain = Plain(password);
        if (plain.Distinct().Count() <= 2 || IsRun(plain)) return true;
        var bare = Bare(plain);
        if (bare.Length == 0) return plain.Length < 12; // figures alone: a date, a telephone
        return s_common.Contains(plain) || s_common.Contains(bare) || s_common.Contains(Undressed(plain)) || s_common.Contains(Undressed(bare)) || s_common.Contains(Bare(Undressed(plain))) || s_common.Contains(Half(bare));
    }

    private static bool IsOf(Person person, string password)
    {
        var bare = Bare(Plain(password));
        var parts = person.Name.Split(' ').Append(person.EmailKey).Concat(person.EmailKey.Split('@', '.', '-', '_')).Append(person.Name.Replace(" ", "", StringComparison.Ordinal));
        return parts.Select(p => Bare(Plain(p))).Any(p => p.Length >= ShortestWord && bare == p);
    }

    private static bool IsRun(string plain)
    {
        var steps = plain.Zip(plain.Skip(1), (a, b) => b - a).ToList();
        return steps.TrueForAll(s => s == 1) || steps.TrueForAll(s => s == -1);
    }

    // Lower case, without accents nor spaces.
    private static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && !char.IsWhiteSpace(c))).ToLowerInvariant();

    // Without the figures and signs put around a word to please a rule.
    private static string Bare(string plain) => plain.Trim([.. plain.Where(c => !char.IsLetter(c)).Distinct()]);

    // Signs that stand for letters, back to letters.
    private static string Undressed(string plain) => string.Concat(plain.Select(c => c switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' or '€' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => c,
    }));

    // A word said twice is that word.
    private static string Half(string bare) => bare.Length % 2 == 0 && bare[..(bare.Length / 2)] == bare[(bare.Length / 2)..] ? bare[..(bare.Length / 2)] : bare;

    private static FrozenSet<string> Read()
    {
        using var text = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("Accounts/common-passwords.txt")!);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#').SelectMany(line => line.Split(' ')).Select(Plain).ToFrozenSet(StringComparer.Ordinal);
    }
}
