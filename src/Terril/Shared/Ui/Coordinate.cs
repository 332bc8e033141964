namespace Terril.Shared.Ui;

/// <summary>A number as SVG reads it, written where it goes; two decimals are finer than a pixel.</summary>
public readonly record struct Coordinate(double Value) : ISpanFormattable
{
    // Sign, nineteen digits, point.
    private const int Longest = 21;

    public override string ToString()
    {
        Span<char> written = stackalloc char[Longest];
        return TryFormat(written, out var length, default, null) ? new(written[..length]) : throw new FormatException();
    }

    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = 0;
        var hundredths = (long)Math.Round(Value * 100);
        var (whole, rest) = ((ulong)Math.Abs(hundredths) / 100, (int)(Math.Abs(hundredths) % 100));
        var sign = hundredths < 0 ? 1 : 0;
        if (destination.Length < sign + 1) return false;
        if (sign > 0) destination[0] = '-';
        if (!whole.TryFormat(destination[sign..], out var digits, default, provider)) return false;
        charsWritten = sign + digits;
        if (rest == 0) return true;
        if (destination.Length < charsWritten + 3) return false;
        destination[charsWritten++] = '.';
        destination[charsWritten++] = (char)('0' + (rest / 10));
        if (rest % 10 != 0) destination[charsWritten++] = (char)('0' + (rest % 10));
        return true;
    }
}
