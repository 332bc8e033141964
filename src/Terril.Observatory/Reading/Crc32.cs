using System.Buffers.Binary;

namespace Terril.Observatory.Reading;

/// <summary>The sum that ZIP and GZIP keep of what they hold (ISO 3309), eight bytes at a time.</summary>
internal struct Crc32
{
    private const int Lanes = 8;
    private static readonly uint[] Table = MakeTable();
    private uint state = uint.MaxValue;

    public Crc32() { }

    /// <summary>The sum of all that was added.</summary>
    public readonly uint Value => ~state;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var (table, crc) = (Table, state);
        for (; bytes.Length >= Lanes; bytes = bytes[Lanes..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[0x700 + (byte)low] ^ table[0x600 + (byte)(low >> 8)] ^ table[0x500 + (byte)(low >> 16)] ^ table[0x400 + (low >> 24)]
                ^ table[0x300 + (byte)high] ^ table[0x200 + (byte)(high >> 8)] ^ table[0x100 + (byte)(high >> 16)] ^ table[high >> 24];
        }
        foreach (var b in bytes) crc = table[(byte)(crc ^ b)] ^ crc >> 8;
        state = crc;
    }

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
