namespace Terril.Observatory.Reading;

/// <summary>Why a cell is not a number.</summary>
public enum NumberFault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>It is no number.</summary>
    NotANumber,

    /// <summary>Its decimal sign is not the one the file uses.</summary>
    OtherDecimalSign,
}

/// <summary>Reads numbers as producers write them. One a file: the first decimal sign seen settles it for the rest.</summary>
/// <remarks>
/// Accepts spaces of any width (U+0020, U+00A0, U+202F, U+2009) between groups of three digits and around, a sign (also U+2212), an exponent.
/// With both signs in a number the last is the decimal one and the other groups thousands (<c>1.234,5</c>; <c>1,234.5</c>).
/// A percent sign, a unit, infinity, NaN, a hexadecimal number are no numbers.
/// </remarks>
public sealed class Number
{
    /// <summary>Reads with a decimal sign that is known, or with one to be found out.</summary>
    public Number(char? decimalSign = null) => Decimal = decimalSign;

    /// <summary>The decimal sign, once said or seen.</summary>
    public char? Decimal { get; private set; }

    /// <summary>Reads a cell.</summary>
    public NumberFault Read(ReadOnlySpan<char> cell, out double value) => throw new NotImplementedException();
}
