namespace Terril.Visits.Catalogue;

/// <summary>A visit of the catalogue: what is seen, in which order, and what one learns there. A date makes a session of it.</summary>
public sealed class Circuit
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Its name in addresses.</summary>
    public string Slug { get; set; } = "";

    public VisitAbout About { get; set; } = new();

    /// <summary>Shown in the catalogue.</summary>
    public bool IsPublished { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>What lists are searched by.</summary>
    public string Words { get; set; } = "";

    public List<CircuitStop> Stops { get; private init; } = [];

    public List<VisitPhoto> Photos { get; private init; } = [];
}

/// <summary>A stop of a circuit.</summary>
public sealed class CircuitStop
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid CircuitId { get; init; }

    /// <summary>From 1, in the order of the visit.</summary>
    public int Position { get; set; }

    public StopAbout About { get; set; } = new();
}
