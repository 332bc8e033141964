using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    private const int Part = 1 << 20;

    private readonly FileStream _file;
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Crc32 _crc = new();
    private Task _hashed = Task.CompletedTask;
    private byte[] _part = ArrayPool<byte>.Shared.Rent(Part), _other = ArrayPool<byte>.Shared.Rent(Part);
    private int _filled;
    private long _at;
    private long _array;

    public CubeFile(string path)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        Add(Magic);
        EndArray();
    }

    public static ReadOnlySpan<byte> Magic => "TERRILC2"u8;

    /// <summary>Room for some of the array under way, to be filled from its start, then <see cref="Add{T}(int)">added</see>.</summary>
    public Span<T> Room<T>() where T : unmanaged
    {
        if (Part - _filled < Unsafe.SizeOf<T>()) Pass();
        return MemoryMarshal.Cast<byte, T>(_part.AsSpan(_filled, Part - _filled));
    }

    /// <summary>Adds what the room was filled with.</summary>
    public void Add<T>(int count) where T : unmanaged
    {
        var bytes = _part.AsSpan(_filled, count * Unsafe.SizeOf<T>());
        _crc.Add(bytes);
        _filled += bytes.Length;
        _at += bytes.Length;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var room = Room<byte>();
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            Add<byte>(count);
            bytes = bytes[count..];
        }
    }

    // One part is hashed while it is written and the next is filled.
    private void Pass()
    {
        _hashed.Wait(CancellationToken.None);
        var (part, filled) = (_part, _filled);
        _hashed = Task.Run(() => _sha.AppendData(part, 0, filled), CancellationToken.None);
        _file.Write(part, 0, filled);
        (_part, _other, _filled) = (_other, _part, 0);
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
        Pass();
        _hashed.Wait(CancellationToken.None);
        return new CubeSeal(Convert.ToHexStringLower(_sha.GetHashAndReset()), seal, figures);
    }

    public void Dispose()
    {
        _hashed.Wait(CancellationToken.None);
        _file.Dispose();
        _sha.Dispose();
        ArrayPool<byte>.Shared.Return(_part);
        ArrayPool<byte>.Shared.Return(_other);
    }
}
