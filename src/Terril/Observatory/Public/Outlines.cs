using Terril.Observatory.Boundaries;
using Terril.Observatory.Maps;
using Terril.Shared.Ui;

namespace Terril.Observatory.Public;

/// <summary>The outlines of the communes, as the map of another room asks for them: TopoJSON in degrees, the same for all maps.</summary>
public sealed record Outline(string Address, DrawnBoundaries Drawn);

/// <summary>Offers the outlines of the communes in force, where some are loaded.</summary>
public sealed class Outlines(SubjectNames names, CommuneMaps maps, Links links)
{
    public Outline? Now() => names.Release is { } release && maps.Of(release.Geography.Vintage)?.Drawn is { } drawn ? new(links.File(MapRoutes.PathOf(drawn)), drawn) : null;
}
