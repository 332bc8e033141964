using System.Buffers;
using System.Text;

namespace Terril.Observatory.Reading;

/// <summary>Cells as they are in memory: UTF-8, of which most are ASCII.</summary>
internal static class Utf8Cell
{
    /// <summary>Without the white space around it, of any script.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) =>
        cell.IsEmpty || IsInk(cell[0]) && (IsInk(cell[^1]) || cell.Length > 1 && EndsInLetter(cell)) ? cell : TrimEnd(TrimStart(cell));

    /// <summary>Whether it holds nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> cell) => cell.IsEmpty || !IsInk(cell[0]) && TrimStart(cell).IsEmpty;

    private static bool IsInk(byte b) => b is > (byte)' ' and < 0x7F;

    // Of the characters of two bytes only some of those that begin with C2 are white.
    private static bool EndsInLetter(ReadOnlySpan<byte> cell) => cell[^2] is > 0xC2 and < 0xE0;

    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> cell)
    {
        while (Rune.DecodeFromUtf8(cell, out var rune, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(rune)) cell = cell[length..];
        return cell;
    }

    private static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> cell)
    {
        while (Rune.DecodeLastFromUtf8(cell, out var rune, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(rune)) cell = cell[..^length];
        return cell;
    }
}
