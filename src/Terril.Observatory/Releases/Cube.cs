using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Text.Json;
using Terril.Observatory.Building;
using Terril.Observatory.Reading;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>The figures of an indicator in a release, mapped from their file and never loaded: reading one is reading memory.</summary>
/// <remarks>
/// The layout is that of <c>docs/cube-format.md</c>. Opening verifies the trailer and the directory, whose sums vouch for all the rest;
/// an array is verified when it is first read. Safe to share between threads.
/// </remarks>
internal sealed unsafe class Cube : IDisposable
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private bool _disposed;

    /// <param name="folder">Folder of the release.</param>
    /// <param name="indicator">The indicator it must be of.</param>
    /// <param name="seal">The seal it must have.</param>
    /// <param name="territories">Those of the release.</param>
    /// <param name="editions">Those of the release.</param>
    /// <exception cref="FaultyInputException">The file is absent, truncated, altered, or of another release.</exception>
    public Cube(string folder, string indicator, uint seal, ShownTerritories territories, IReadOnlyList<Edition> editions)
    {
        Name = NameOf(indicator);
        (_view, var length) = Map(Path.Combine(folder, Name));
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        try
        {
            var end = Directory(length, seal);
            var directory = Read(new ReadOnlySpan<byte>(_start + end, (int)(length - CubeFile.TrailerLength - end)));
            if (directory.Indicator != indicator) throw Broken(new($"c’est le cube de {directory.Indicator}", $"it is the cube of {directory.Indicator}"));
            Series = new CubeLayout(this, directory, end, territories, editions).Series();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether a file is the one that was written, to the last byte.</summary>
    /// <inheritdoc cref="Cube(string, string, uint, ShownTerritories, IReadOnlyList{Edition})"/>
    public static bool IsSound(string folder, string indicator, uint seal, ShownTerritories territories, IReadOnlyList<Edition> editions)
    {
        try
        {
            using var cube = new Cube(folder, indicator, seal, territories, editions);
            foreach (var block in cube.Series.SelectMany(s => s.Blocks)) block.Verify();
            return true;
        }
        catch (FaultyInputException)
        {
            return false;
        }
    }

    /// <summary>Path in the release.</summary>
    public string Name { get; }

    /// <summary>True once an array was found altered.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>By breakdown, ordinal.</summary>
    public CubeSeries[] Series { get; }

    public static string NameOf(string indicator) => $"cubes/{indicator}.cube";

    /// <summary>Bytes of the file that were verified to be in it.</summary>
    public ReadOnlySpan<byte> Bytes(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new(_start + offset, checked((int)length));
    }

    /// <summary>The refusal of figures that are not those that were written.</summary>
    public FaultyInputException Damaged()
    {
        IsDamaged = true;
        return Broken(Altered);
    }

    /// <summary>Copies its figures to where others are computed from them; their editions are left out.</summary>
    public void Into(Values values, Geography geography, IReadOnlyDictionary<string, int[]> shown)
    {
        foreach (var series in Series)
            foreach (var block in series.Blocks)
                for (var p = 0; p < block.Periods.Length; p++)
                    values.Put(new SeriesKey(series.Indicator, series.Breakdown), block.Level, block.Periods[p], block.CellsAt(p, geography.At(block.Level).Count, shown[block.Level]));
    }

    /// <summary>The refusal of this file.</summary>
    public FaultyInputException Broken(Text why) =>
        new("broken-release", new Place(Name), $"ce fichier de la publication est illisible : {why.Fr} ; reconstruire par « build »", $"this file of the release cannot be read: {why.En}; build again");

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }

    // The view outlives the file it was made from: a store of many releases holds no file open.
    private (MemoryMappedViewAccessor View, long Length) Map(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            if (file.Length < CubeFile.Alignment + CubeFile.TrailerLength) throw Broken(Cut);
            using var mapped = MemoryMappedFile.CreateFromFile(file, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            return (mapped.CreateViewAccessor(0, file.Length, MemoryMappedFileAccess.Read), file.Length);
        }
        catch (IOException e)
        {
            throw Broken(Text.Same(e.Message));
        }
    }

    // Gives the offset of the directory.
    private long Directory(long length, uint seal)
    {
        var head = new ReadOnlySpan<byte>(_start, CubeFile.Alignment);
        var trailer = new ReadOnlySpan<byte>(_start + length - CubeFile.TrailerLength, CubeFile.TrailerLength);
        if (!head.StartsWith(CubeFile.Magic) || head[CubeFile.Magic.Length..].ContainsAnyExcept((byte)0)) throw Broken(new("ce n’est pas un cube de publication", "it is no release cube"));
        if (!trailer[24..].SequenceEqual(CubeFile.Magic) || BinaryPrimitives.ReadInt64LittleEndian(trailer) != length) throw Broken(Cut);
        var own = BinaryPrimitives.ReadUInt32LittleEndian(trailer[20..]);
        if (Crc32.Of(trailer[..20]) != own) throw Broken(Altered);
        if (own != seal) throw Broken(new("c’est celui d’une autre publication", "it is that of another release"));
        var directory = BinaryPrimitives.ReadInt64LittleEndian(trailer[8..]);
        var size = length - CubeFile.TrailerLength - directory;
        if (directory < CubeFile.Alignment || size is < 1 or > int.MaxValue) throw Broken(Altered);
        return Crc32.Of(new ReadOnlySpan<byte>(_start + directory, (int)size)) == BinaryPrimitives.ReadUInt32LittleEndian(trailer[16..]) ? directory : throw Broken(Altered);
    }

    private CubeDirectory Read(ReadOnlySpan<byte> directory)
    {
        try
        {
            return JsonSerializer.Deserialize(directory, CubeJson.Default.CubeDirectory) ?? throw Broken(Altered);
        }
        catch (JsonException)
        {
            throw Broken(Altered);
        }
    }

    private static readonly Text Cut = new("il est tronqué", "it is truncated");

    /// <summary>Why a file whose sums are wrong is refused.</summary>
    public static readonly Text Altered = new("il a été altéré", "it was altered");
}
