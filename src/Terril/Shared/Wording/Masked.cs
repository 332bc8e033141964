using System.Text.RegularExpressions;

namespace Terril.Shared.Wording;

/// <summary>A sentence of a machine, kept to be read by those who run the site.</summary>
public static partial class Masked
{
    private const int Longest = 500;

    /// <summary>Kind of a fault and its message, in which what looks like a person’s address or number is masked.</summary>
    public static string Of(Exception fault) => Of($"{fault.GetType().Name}: {fault.Message}");

    /// <summary>At most 500 characters, in which what looks like a person’s address or number is masked.</summary>
    public static string Of(string sentence) => Personal().Replace(sentence.Length <= Longest ? sentence : sentence[..Longest], "…");

    [GeneratedRegex(@"[^\s@<>""']+@[^\s@<>""']+|\+?\d(?:[ .\-]?\d){8,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Personal();
}
