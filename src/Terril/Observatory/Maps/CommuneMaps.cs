using System.Collections.Concurrent;
using Terril.Observatory.Boundaries;
using Terril.Shared;

namespace Terril.Observatory.Maps;

/// <summary>A map as it is sent.</summary>
public sealed record CommuneShapes(DrawnBoundaries Drawn, byte[] Plain, byte[] Brotli)
{
    private readonly Lazy<Borders> _borders = new(() => Borders.Read(Plain));

    public Borders Borders => _borders.Value;
}

/// <summary>The boundaries loaded beside the releases, one map a vintage; one that is put while the site is open is seen at once.</summary>
public sealed partial class CommuneMaps(Settings settings, ILogger<CommuneMaps> log)
{
    private readonly BoundaryStore _store = new(settings.Observatory);
    private readonly ConcurrentDictionary<int, (DateTime PutAt, CommuneShapes? Shapes)> _read = new();

    /// <summary>The map of the communes of a vintage; null when none is loaded, or when it is damaged: the pages are then as they are without.</summary>
    public CommuneShapes? Of(int vintage)
    {
        if (_store.PutAt(vintage) is not { } put) return null;
        if (_read.TryGetValue(vintage, out var known) && known.PutAt == put) return known.Shapes;
        var shapes = Read(vintage);
        _read[vintage] = (put, shapes);
        return shapes;
    }

    private CommuneShapes? Read(int vintage)
    {
        try
        {
            return _store.Find(vintage) is { } drawn && _store.Read(drawn) is var (plain, brotli) ? new(drawn, plain, brotli) : null;
        }
        catch (FaultyInputException fault)
        {
            Damaged(fault.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Fault}")]
    private partial void Damaged(string fault);
}
