namespace Terril.Collectives.Organisations;

/// <summary>The numbers by which registers know an organisation, checked for their form: nothing is asked of anybody.</summary>
public static class Registers
{
    private const string LaPoste = "356000000";

    /// <summary>Digits and capitals only: what people put between them is no part of the number.</summary>
    public static string Plain(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    /// <summary>Fourteen digits whose key agrees; the offices of the post, more than a key can tell apart, may have a rule of their own.</summary>
    public static bool IsSiret(string number)
    {
        if (number.Length != 14 || !number.All(char.IsAsciiDigit)) return false;
        if (number.StartsWith(LaPoste, StringComparison.Ordinal) && number.Sum(c => c - '0') % 5 == 0) return true;
        var sum = 0;
        foreach (var (i, c) in number.Index())
        {
            var digit = (c - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }

    /// <summary>W, the three characters of a prefecture, six digits.</summary>
    public static bool IsRna(string number) =>
        number is ['W', .. var rest] && rest.Length == 9 && rest.Index().All(at => char.IsAsciiDigit(at.Item) || at.Index == 1 && at.Item is 'A' or 'B');
}
