using System.Globalization;
using System.Text;

namespace Terril.Shared.PersonalData;

/// <summary>The mail address by which a person is known across rooms.</summary>
public static class PersonAddress
{
    private const int Longest = 254;

    /// <summary>Without spaces around, in one form and in lower case, the domain as servers write it: what is typed twice is the same person twice.</summary>
    public static string Normal(string address) => WithAsciiDomain(address.Trim().Normalize(NormalizationForm.FormC)).ToLowerInvariant();

    /// <summary>The address with an international domain in ASCII, by which one domain typed in several ways is one; as it was when the domain is none.</summary>
    internal static string WithAsciiDomain(string address)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0) return address;
        try
        {
            return $"{address[..at]}@{new IdnMapping { UseStd3AsciiRules = true }.GetAscii(address[(at + 1)..])}";
        }
        catch (ArgumentException)
        {
            return address;
        }
    }

    /// <summary>Whether mail could be sent there: one name, one at sign, a host with a dot, no space and no control.</summary>
    public static bool IsOne(string? address)
    {
        if (address is null || address.Trim() is not { Length: > 2 and <= Longest } trimmed || trimmed.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')) return false;
        var at = trimmed.IndexOf('@', StringComparison.Ordinal);
        var host = trimmed[(at + 1)..];
        return at > 0 && !host.Contains('@', StringComparison.Ordinal) && host.Contains('.', StringComparison.Ordinal) && !host.StartsWith('.') && !host.EndsWith('.') && !host.Contains("..", StringComparison.Ordinal);
    }
}
