using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Terril.Observatory.Reading;

public sealed partial class Number
{
    /// <summary>Bytes that must be there before the end of a cell given to <see cref="TryPlain"/>.</summary>
    internal const int Reach = Widest + 1;

    private const int Widest = 16;

    // Sixteen zeros, then sixteen times all ones.
    private static ReadOnlySpan<byte> Kept =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    /// <summary>The decimal sign that is known, as a byte; 0, which no text holds, when none is.</summary>
    internal byte PlainSign => (byte)(DecimalSign ?? '\0');

    /// <summary>What <see cref="ReadPlain"/> reads, sixteen bytes at once.</summary>
    /// <param name="end">Where the cell ends; <see cref="Reach"/> bytes before it can be read.</param>
    /// <param name="length">Of the cell.</param>
    /// <param name="sign"><see cref="PlainSign"/>.</param>
    /// <param name="value">The number; of no meaning when there is none.</param>
    /// <remarks>What is before the sign takes its place; digits are then added up by pairs, fours and eights (after D. Lemire, "Number Parsing at a Gigabyte per Second", 2021).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryPlain(ref byte end, int length, byte sign, out double value)
    {
        value = 0;
        var isNegative = length > 0 && Unsafe.Subtract(ref end, length) == '-';
        if (isNegative) length--;
        if (length is 0 or > Widest) return false;

        var text = Vector128.LoadUnsafe(ref Unsafe.Subtract(ref end, Widest));
        var signs = (Vector128.Equals(text, Vector128.Create(sign)) & LastOf(length)).ExtractMostSignificantBits();
        var decimals = 0;
        if (signs != 0)
        {
            decimals = Widest - 1 - BitOperations.TrailingZeroCount(signs);
            if ((signs & (signs - 1)) != 0 || decimals == 0) return false;
            text = Vector128.ConditionalSelect(LastOf(decimals), text, Vector128.LoadUnsafe(ref Unsafe.Subtract(ref end, Reach)));
            length--;
        }
        var digits = (text - Vector128.Create((byte)'0')) & LastOf(length);
        if (length == Widest || Vector128.GreaterThanAny(digits, Vector128.Create((byte)9))) return false;

        var both = digits.AsUInt64();
        var whole = (long)((Eight(both[0]) * 100_000_000) + Eight(both[1]));
        value = decimals > 0 ? whole / Unsafe.Add(ref MemoryMarshal.GetReference(PowersOfTen), decimals) : whole;
        if (isNegative) value = -value;
        return true;
    }

    // All ones in the last of sixteen bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LastOf(int count) => Vector128.LoadUnsafe(ref Unsafe.Add(ref MemoryMarshal.GetReference(Kept), count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Eight(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        digits = ((digits & 0x00FF_00FF_00FF_00FF) * 100) + ((digits & 0x00FF_00FF_00FF_00FF) >> 16);
        return ((digits & 0x0000_FFFF_0000_FFFF) * 10_000 + ((digits & 0x0000_FFFF_0000_FFFF) >> 32)) & 0xFFFF_FFFF;
    }
}
