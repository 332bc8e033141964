using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Terril.Observatory.Reading;

/// <summary>The sum that ZIP and GZIP keep of what they hold (ISO 3309, <c>zlib.crc32</c>): sixty-four bytes at a time where the processor can, eight elsewhere.</summary>
/// <remarks>Folding after Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel, 2009, bits reflected.</remarks>
internal struct Crc32
{
    private const int Lanes = 8;
    private const int Folded = 64;
    private static readonly uint[] Table = MakeTable();
    private uint state = uint.MaxValue;

    public Crc32() { }

    /// <summary>The sum of all that was added.</summary>
    public readonly uint Value => ~state;

    /// <summary>The sum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = new Crc32();
        sum.Add(bytes);
        return sum.Value;
    }

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && bytes.Length >= 2 * Folded)
        {
            var whole = bytes.Length & ~(Folded - 1);
            state = Fold(state, bytes[..whole]);
            bytes = bytes[whole..];
        }
        state = Through(Table, state, bytes);
    }

    private static uint Through(uint[] table, uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= Lanes; bytes = bytes[Lanes..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[0x700 + (byte)low] ^ table[0x600 + (byte)(low >> 8)] ^ table[0x500 + (byte)(low >> 16)] ^ table[0x400 + (low >> 24)]
                ^ table[0x300 + (byte)high] ^ table[0x200 + (byte)(high >> 8)] ^ table[0x100 + (byte)(high >> 16)] ^ table[high >> 24];
        }
        foreach (var b in bytes) crc = table[(byte)(crc ^ b)] ^ crc >> 8;
        return crc;
    }

    // Four accumulators of 128 bits, each a remainder of what it has eaten; at the end the sixteen bytes left have the sum of all.
    private static uint Fold(uint crc, ReadOnlySpan<byte> bytes)
    {
        var by64 = Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL);
        var by16 = Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);
        var words = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var (a, b, c, d) = (words[0] ^ Vector128.CreateScalar(crc).AsUInt64(), words[1], words[2], words[3]);
        for (words = words[4..]; words.Length >= 4; words = words[4..])
        {
            a = Carried(a, by64) ^ words[0];
            b = Carried(b, by64) ^ words[1];
            c = Carried(c, by64) ^ words[2];
            d = Carried(d, by64) ^ words[3];
        }
        a = Carried(a, by16) ^ b;
        a = Carried(a, by16) ^ c;
        a = Carried(a, by16) ^ d;
        return Through(Table, 0, MemoryMarshal.AsBytes(new ReadOnlySpan<Vector128<ulong>>(in a)));
    }

    private static Vector128<ulong> Carried(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    private static uint[] MakeTable()
    {
        const uint Polynomial = 0xEDB88320;
        var table = new uint[Lanes * 256];
        for (uint b = 0; b < 256; b++)
        {
            var crc = b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ Polynomial;
            table[b] = crc;
        }
        for (var i = 256; i < table.Length; i++) table[i] = table[i - 256] >> 8 ^ table[(byte)table[i - 256]];
        return table;
    }
}
