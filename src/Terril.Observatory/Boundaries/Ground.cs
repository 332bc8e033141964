namespace Terril.Observatory.Boundaries;

/// <summary>A position in degrees, WGS84.</summary>
/// <param name="Longitude">−180 to 180.</param>
/// <param name="Latitude">−90 to 90.</param>
public readonly record struct Position(double Longitude, double Latitude);

/// <summary>A closed line, its first position not repeated at its end.</summary>
/// <param name="Positions">Three or more, in either direction.</param>
/// <param name="IsHole">Inside of it is not of the ground.</param>
public sealed record Ring(IReadOnlyList<Position> Positions, bool IsHole);

/// <summary>What a feature of a file covers.</summary>
/// <param name="Code">Code of the commune, in the vintage of the file.</param>
/// <param name="Rings">Outlines and holes, of all its parts.</param>
public sealed record Ground(string Code, IReadOnlyList<Ring> Rings);
