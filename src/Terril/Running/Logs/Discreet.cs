using System.Text.RegularExpressions;

namespace Terril.Running.Logs;

/// <summary>Takes out of what is logged anything that looks like somebody’s mail address or telephone.</summary>
internal static class Discreet
{
    // In time that grows with the length alone: what a visitor types is in there.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private static readonly Regex s_mail = new("""[^\s@<>"'(){}\[\],;:=&?/|\\]+(@|%40|\\u0040)[^\s@<>"'(){}\[\],;:=&?/|\\]+""", Linear | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
    private static readonly Regex s_telephone = new(@"(\+33|\+32|%2B3[23]|\b0033|\b0)([ .\-+]|%20)?[1-9](([ .\-+]|%20)?[0-9]{2}){4}\b", Linear, TimeSpan.FromSeconds(1));

    public static string Of(string said)
    {
        if (said.Contains('@', StringComparison.Ordinal) || said.Contains("40", StringComparison.Ordinal)) said = s_mail.Replace(said, "…");
        return s_telephone.Replace(said, "…");
    }
}
