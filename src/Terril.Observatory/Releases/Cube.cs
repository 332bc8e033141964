using System.IO.MemoryMappedFiles;
using System.Text;
using Terril.Observatory.Indicators;

namespace Terril.Observatory.Releases;

/// <summary>The values of a release, mapped from its file and never loaded: reading one is reading memory.</summary>
/// <remarks>
/// Little-endian. <c>TERRILC1</c>, length of the file (int64), offset of the directory (int64), then blocks aligned on 8 bytes, then the
/// directory. A block holds one series at one level: values (float64), coverages (float64) and editions (uint16) when they vary, statuses
/// (uint8), each row-major <c>period × territory</c>.
/// </remarks>
internal sealed unsafe class Cube : IDisposable
{
    internal const string Magic = "TERRILC1";
    internal const int HeaderLength = 24;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly Dictionary<(string Indicator, string Breakdown), CubeSeries> _series = [];

    /// <summary>Level → codes of its territories, in the order of the blocks.</summary>
    public IReadOnlyDictionary<string, string[]> Codes { get; }

    /// <summary>Series in the order of the file: by indicator, then breakdown, ordinal.</summary>
    public List<CubeSeries> Series { get; }

    /// <exception cref="FaultyInputException">The file is not a cube, or is cut.</exception>
    public Cube(string path)
    {
        var length = new FileInfo(path).Length;
        if (length < HeaderLength) throw Broken(path);
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        var directory = _view.ReadInt64(16);
        if (!Encoding.ASCII.GetBytes(Magic).AsSpan().SequenceEqual(new ReadOnlySpan<byte>(_start, 8)) || _view.ReadInt64(8) != length || directory < HeaderLength || directory >= length)
        {
            Dispose();
            throw Broken(path);
        }
        try
        {
            using var reader = new BinaryReader(new UnmanagedMemoryStream(_start + directory, length - directory), Encoding.UTF8);
            Codes = ReadCodes(reader);
            Series = ReadSeries(reader, directory);
        }
        catch (Exception e) when (e is IOException or ArgumentException or FormatException or OverflowException or KeyNotFoundException or OutOfMemoryException or InvalidDataException)
        {
            Dispose();
            throw Broken(path);
        }
        foreach (var series in Series) _series[(series.Indicator, series.Breakdown)] = series;
    }

    public CubeSeries? Find(string indicator, string breakdown) => _series.GetValueOrDefault((indicator, breakdown));

    public ReadOnlySpan<double> Values(CubeBlock block, int period) => Row<double>(block.Values, block, period);

    public ReadOnlySpan<Status> Statuses(CubeBlock block, int period) => Row<Status>(block.Statuses, block, period);

    public (double Value, Status Status, double Coverage, int Edition) Cell(CubeBlock block, int period, int territory)
    {
        var at = ((long)period * block.Territories) + territory;
        var status = (Status)_start[block.Statuses + at];
        return (
            ((double*)(_start + block.Values))[at],
            status,
            block.Coverages > 0 ? ((double*)(_start + block.Coverages))[at] : status.HasValue() ? 1 : 0,
            block.Editions > 0 ? ((ushort*)(_start + block.Editions))[at] : status == Status.None ? 0 : block.Edition);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private ReadOnlySpan<T> Row<T>(long offset, CubeBlock block, int period) where T : unmanaged =>
        new((T*)(_start + offset) + ((long)period * block.Territories), block.Territories);

    private static Dictionary<string, string[]> ReadCodes(BinaryReader reader)
    {
        var codes = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var levels = Count(reader); levels > 0; levels--)
        {
            var level = reader.ReadString();
            var territories = new string[Count(reader)];
            for (var t = 0; t < territories.Length; t++) territories[t] = reader.ReadString();
            codes[level] = territories;
        }
        return codes;
    }

    private List<CubeSeries> ReadSeries(BinaryReader reader, long end)
    {
        var all = new List<CubeSeries>();
        for (var count = Count(reader); count > 0; count--)
        {
            var (indicator, breakdown) = (reader.ReadString(), reader.ReadString());
            var blocks = new CubeBlock[Count(reader)];
            for (var b = 0; b < blocks.Length; b++)
            {
                blocks[b] = CubeBlock.Read(reader, Codes);
                if (!blocks[b].LiesBefore(end)) throw new InvalidDataException();
            }
            all.Add(new CubeSeries(indicator, breakdown, blocks));
        }
        return all;
    }

    // What is counted takes a byte at least: a damaged count would ask for all the memory there is.
    internal static int Count(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        return count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new InvalidDataException();
    }

    private static FaultyInputException Broken(string path) => new("broken-release", new Place(Path.GetFileName(path)),
        "le fichier est tronqué ou n’est pas un cube de publication ; reconstruire par « build »", "the file is truncated or is no release cube; build again");
}

/// <summary>A series of a cube: an indicator and the key of a breakdown.</summary>
internal sealed record CubeSeries(string Indicator, string Breakdown, CubeBlock[] Blocks)
{
    public CubeBlock? At(string level) => Blocks.FirstOrDefault(b => b.Level == level);
}

/// <summary>Where the values of a series at a level are. An offset of 0: the same for all (coverage 1, or one edition).</summary>
internal sealed record CubeBlock(string Level, int Territories, IReadOnlyList<Period> Periods, long Values, long Coverages, long Editions, long Statuses, ushort Edition)
{
    public int IndexOf(Period period)
    {
        for (var p = 0; p < Periods.Count; p++)
            if (Periods[p] == period) return p;
        return -1;
    }

    /// <summary>Whether all that the block points at lies between the header and the directory: what is read there is memory.</summary>
    public bool LiesBefore(long end)
    {
        var cells = (long)Periods.Count * Territories;
        bool Fits(long offset, int size) => offset >= Cube.HeaderLength && offset <= end - (cells * size);
        return Fits(Values, 8) && Fits(Statuses, 1) && (Coverages == 0 || Fits(Coverages, 8)) && (Editions == 0 || Fits(Editions, 2));
    }

    public static CubeBlock Read(BinaryReader reader, IReadOnlyDictionary<string, string[]> codes)
    {
        var level = reader.ReadString();
        var periods = new Period[Cube.Count(reader)];
        for (var p = 0; p < periods.Length; p++) periods[p] = Period.TryParse(reader.ReadString(), out var period) ? period : default;
        return new CubeBlock(level, codes[level].Length, periods, reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt16());
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Level);
        writer.Write(Periods.Count);
        foreach (var period in Periods) writer.Write(period.ToString());
        writer.Write(Values);
        writer.Write(Coverages);
        writer.Write(Editions);
        writer.Write(Statuses);
        writer.Write(Edition);
    }
}
