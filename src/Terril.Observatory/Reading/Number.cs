using System.Globalization;
using System.Text;

namespace Terril.Observatory.Reading;

/// <summary>Why a cell is not a number.</summary>
public enum NumberFault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>It is no number.</summary>
    NotANumber,

    /// <summary>Its decimal sign is not the one the file uses, or is the one with which the file groups thousands.</summary>
    OtherDecimalSign,
}

/// <summary>Reads numbers as producers write them. One a file: the first decimal sign seen settles it for the rest.</summary>
/// <remarks>
/// <para>
/// Accepts spaces of any width (U+0020, U+00A0, U+202F, U+2009) between groups of three digits and around, a sign (also U+2212), an exponent.
/// With both signs in a number the last is the decimal one and the other groups thousands (<c>1.234,5</c>; <c>1,234.5</c>).
/// A percent sign, a unit, infinity, NaN, a hexadecimal number are no numbers.
/// </para>
/// <para>
/// A lone comma or point is decimal: <c>1,234</c> is 1.234. It groups thousands when it comes twice (<c>1.234.567</c>), when the other sign
/// was said to be the decimal one, or when the file has grouped with it before; then three digits must follow.
/// </para>
/// </remarks>
public sealed partial class Number
{
    private const int Longest = 128;
    private const char AnySpace = ' ';

    private static ReadOnlySpan<double> PowersOfTen => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private readonly bool isSaid;
    private char? grouping;

    /// <summary>Reads with a decimal sign that is known (<c>,</c> or <c>.</c>), or with one to be found out.</summary>
    public Number(char? decimalSign = null)
    {
        if (decimalSign is not (null or ',' or '.')) throw new ArgumentOutOfRangeException(nameof(decimalSign), decimalSign, "A comma or a point.");
        DecimalSign = decimalSign;
        isSaid = decimalSign is not null;
    }

    /// <summary>The decimal sign, once said or seen.</summary>
    public char? DecimalSign { get; private set; }

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">Text of the cell.</param>
    /// <param name="value">The number; zero when there is none.</param>
    public NumberFault Read(ReadOnlySpan<char> cell, out double value)
    {
        value = 0;
        cell = cell.Trim();
        if (cell.Length is 0 or > Longest) return NumberFault.NotANumber;

        var (sign, group) = SignsOf(cell);
        Span<char> plain = stackalloc char[Longest];
        if (!Normalise(cell, sign, group, plain, out var length)) return NumberFault.NotANumber;
        if (!double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !double.IsFinite(value))
        {
            value = 0;
            return NumberFault.NotANumber;
        }
        if (Settle(sign, group)) return NumberFault.None;

        value = 0;
        return NumberFault.OtherDecimalSign;
    }

    /// <summary>Reads a cell in UTF-8.</summary>
    /// <param name="cell">Text of the cell.</param>
    /// <param name="value">The number; zero when there is none.</param>
    internal NumberFault Read(ReadOnlySpan<byte> cell, out double value)
    {
        if (ReadPlain(cell, out value)) return NumberFault.None;
        cell = Utf8Cell.Trim(cell);
        // No letter takes more than three bytes for the one character it may be here.
        if (cell.Length > 3 * Longest) return NumberFault.NotANumber;
        Span<char> text = stackalloc char[3 * Longest];
        return Read(text[..Encoding.UTF8.GetChars(cell, text)], out value);
    }

    /// <summary>Reads a number of up to fifteen digits with at most a minus and the decimal sign that is known: most of them.</summary>
    /// <returns>False for any other, be it a number or not; nothing is settled then.</returns>
    /// <remarks>Exact: both the digits and the power of ten are whole numbers that a double holds, so one division rounds once (W. D. Clinger, 1990).</remarks>
    internal bool ReadPlain(ReadOnlySpan<byte> cell, out double value)
    {
        value = 0;
        var at = !cell.IsEmpty && cell[0] == '-' ? 1 : 0;
        var (isNegative, length) = (at > 0, cell.Length - at);
        if (length is 0 or > 16) return false;

        var (digits, decimals) = (0L, -1);
        for (; at < cell.Length; at++)
        {
            var digit = (uint)(cell[at] - '0');
            if (digit <= 9) digits = (digits * 10) + digit;
            else if (decimals < 0 && cell[at] == DecimalSign && at < cell.Length - 1) decimals = cell.Length - 1 - at;
            else return false;
        }
        if (length == 16 && decimals < 0) return false;
        value = decimals > 0 ? digits / PowersOfTen[decimals] : digits;
        if (isNegative) value = -value;
        return true;
    }

    /// <summary>What was found out of the file: a reader of another part of it may start from there.</summary>
    internal (char? Decimal, char? Grouping) Seen
    {
        get => (DecimalSign, grouping);
        set => (DecimalSign, grouping) = value;
    }

    // Which sign is decimal in this number and which groups its thousands, by their places and by what is known of the file.
    private (char? Decimal, char? Group) SignsOf(ReadOnlySpan<char> cell)
    {
        int comma = cell.LastIndexOf(','), point = cell.LastIndexOf('.');
        if (comma < 0 && point < 0) return (null, null);
        if (comma >= 0 && point >= 0) return comma > point ? (',', '.') : ('.', ',');

        var (sign, at) = comma >= 0 ? (',', comma) : ('.', point);
        if (cell[..at].Contains(sign)) return (null, sign);
        var mayGroup = sign != DecimalSign && (sign == grouping || isSaid);
        return mayGroup && AreGroups(cell[..at].TrimStart("+-\u2212"), cell[(at + 1)..]) ? (null, sign) : (sign, null);
    }

    // 0.123 is no group of thousands.
    private static bool AreGroups(ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        !before.StartsWith('0') && after.Length == 3 && !after.ContainsAnyExceptInRange('0', '9');

    // Writes [-]digits[.digits][e[±]digits]; false when the cell is of another form.
    private static bool Normalise(ReadOnlySpan<char> cell, char? sign, char? group, Span<char> plain, out int length)
    {
        length = 0;
        if (cell[0] is '+' or '-' or '\u2212')
        {
            if (cell[0] != '+') plain[length++] = '-';
            cell = cell[1..];
        }

        var exponent = cell.IndexOfAny('e', 'E');
        var mantissa = exponent < 0 ? cell : cell[..exponent];
        var fraction = sign is { } mark ? mantissa.IndexOf(mark) : -1;
        var whole = fraction < 0 ? mantissa : mantissa[..fraction];

        if (!(whole.IsEmpty && fraction >= 0) && !CopyGroups(whole, group, plain, ref length)) return false;
        if (fraction >= 0)
        {
            plain[length++] = '.';
            if (!CopyDigits(mantissa[(fraction + 1)..], plain, ref length)) return false;
        }
        return exponent < 0 || CopyExponent(cell[(exponent + 1)..], plain, ref length);
    }

    private static bool CopyGroups(ReadOnlySpan<char> whole, char? group, Span<char> plain, ref int length)
    {
        var first = whole.IndexOfAnyExceptInRange('0', '9');
        if (first < 0) return CopyDigits(whole, plain, ref length);
        if (first is 0 or > 3 || whole[0] == '0') return false;

        var kind = KindOf(whole[first]);
        if (kind is not AnySpace && kind != group || group is not null && kind != group) return false;
        CopyDigits(whole[..first], plain, ref length);
        for (var rest = whole[first..]; !rest.IsEmpty; rest = rest[4..])
        {
            if (rest.Length < 4 || KindOf(rest[0]) != kind || !CopyDigits(rest[1..4], plain, ref length)) return false;
        }
        return true;
    }

    private static char KindOf(char separator) => separator is ' ' or '\u00A0' or '\u202F' or '\u2009' ? AnySpace : separator;

    private static bool CopyExponent(ReadOnlySpan<char> exponent, Span<char> plain, ref int length)
    {
        plain[length++] = 'e';
        if (!exponent.IsEmpty && exponent[0] is '+' or '-' or '\u2212')
        {
            if (exponent[0] != '+') plain[length++] = '-';
            exponent = exponent[1..];
        }
        return CopyDigits(exponent, plain, ref length);
    }

    private static bool CopyDigits(ReadOnlySpan<char> digits, Span<char> plain, ref int length)
    {
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')) return false;
        digits.CopyTo(plain[length..]);
        length += digits.Length;
        return true;
    }

    // Keeps what a number has shown of its file; false when it contradicts what is known.
    private bool Settle(char? sign, char? group)
    {
        var shown = sign ?? group switch { '.' => ',', ',' => '.', _ => null };
        if (shown is null) return true;
        if (DecimalSign is { } known && known != shown) return false;

        DecimalSign = shown;
        grouping ??= group;
        return true;
    }
}
