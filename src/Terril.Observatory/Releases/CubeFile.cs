using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Releases;

/// <summary>A cube that was written: the SHA-256 of its bytes, and its seal, the CRC-32 of its trailer, which vouches for every other.</summary>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Seal">Of its trailer.</param>
/// <param name="Figures">How many figures it holds.</param>
internal readonly record struct CubeSeal(string Sha256, uint Seal, long Figures);

/// <summary>Writes a cube from its first byte to its last, summing on the way: the layout and nothing of what is in it.</summary>
internal sealed class CubeFile : IDisposable
{
    /// <summary>Arrays begin at its multiples, and the first follows as many bytes of magic and zeros.</summary>
    public const int Alignment = 64;

    /// <summary>Length of the file (8), offset of the directory (8), its CRC-32 (4), CRC-32 of these twenty bytes (4), magic (8).</summary>
    public const int TrailerLength = 32;

    /// <summary>An array stays under two gigabytes.</summary>
    public const int MostCells = (int.MaxValue / sizeof(double)) - Alignment;

    private readonly FileStream _file;
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Crc32 _crc = new();
    private long _at;
    private long _array;

    public CubeFile(string path)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        Add(Magic);
        EndArray();
    }

    public static ReadOnlySpan<byte> Magic => "TERRILC2"u8;

    /// <summary>Adds to the array under way.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _sha.AppendData(bytes);
        _crc.Add(bytes);
        _at += bytes.Length;
    }

    /// <summary>Ends the array under way and begins another.</summary>
    public CubeArrayEntry EndArray()
    {
        Span<byte> zeros = stackalloc byte[Alignment];
        zeros.Clear();
        Add(zeros[..(int)(-_at & (Alignment - 1))]);
        var ended = new CubeArrayEntry(_array, _crc.Value);
        (_array, _crc) = (_at, new());
        return ended;
    }

    /// <summary>Ends the file.</summary>
    public CubeSeal End(CubeDirectory directory, long figures)
    {
        Add(JsonSerializer.SerializeToUtf8Bytes(directory, CubeJson.Default.CubeDirectory));
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteInt64LittleEndian(trailer, _at + TrailerLength);
        BinaryPrimitives.WriteInt64LittleEndian(trailer[8..], _array);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[16..], _crc.Value);
        var seal = Crc32.Of(trailer[..20]);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[20..], seal);
        Magic.CopyTo(trailer[24..]);
        Add(trailer);
        return new CubeSeal(Convert.ToHexStringLower(_sha.GetHashAndReset()), seal, figures);
    }

    public void Dispose()
    {
        _file.Dispose();
        _sha.Dispose();
    }
}
