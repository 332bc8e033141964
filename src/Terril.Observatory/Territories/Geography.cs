namespace Terril.Observatory.Territories;

/// <summary>The territories of one vintage and who belongs to whom. Immutable; safe to share between threads.</summary>
/// <remarks>
/// Territories of a level are sorted by code and numbered from 0: arrays of figures are indexed by that number.
/// An EPCI belongs to no department: both are sets of communes.
/// </remarks>
public sealed partial class Geography
{
    /// <summary>Year of the official list.</summary>
    public int Vintage => throw new NotImplementedException();

    /// <summary>The levels it has: the official ones, then those the site adds, in order of addition.</summary>
    public IReadOnlyList<string> Levels => throw new NotImplementedException();

    /// <summary>Territories of <paramref name="level"/> in order of their index; empty for a level it does not have.</summary>
    public IReadOnlyList<Territory> At(string level) => throw new NotImplementedException();

    /// <summary>Finds a territory of this vintage by level and code; no other vintage is tried.</summary>
    public Territory? Find(TerritoryId id) => throw new NotImplementedException();

    /// <summary>For each territory of <paramref name="level"/>, the index of the one of <paramref name="upper"/> it belongs to, or −1.</summary>
    /// <param name="level"><c>commune</c> (to any upper level), <c>department</c> (to region, country), <c>region</c> (to country), or a site's level.</param>
    /// <param name="upper">A coarser level.</param>
    /// <returns>Empty when no member of <paramref name="level"/> ever belongs to <paramref name="upper"/> (an EPCI has no department).</returns>
    public ReadOnlySpan<int> Parents(string level, string upper) => throw new NotImplementedException();

    /// <summary>The territories of <paramref name="level"/> that belong to <paramref name="territory"/>, by code. Communes for any upper level; also departments of a region.</summary>
    public IReadOnlyList<Territory> Members(Territory territory, string level) => throw new NotImplementedException();

    /// <summary>
    /// The territories that contain <paramref name="territory"/>, from the nearest to the farthest
    /// (for a commune: its EPCI, department, region, country). For an EPCI: every department and region it touches, most peopled first.
    /// </summary>
    public IReadOnlyList<Territory> Above(Territory territory) => throw new NotImplementedException();

    /// <summary>This geography with the territories that a site adds. Refuses a duplicate or an unknown member-of.</summary>
    public Geography With(IEnumerable<AddedTerritory> added) => throw new NotImplementedException();
}

/// <summary>A territory that the official lists lack: a row of <c>territories/*.csv</c>.</summary>
/// <param name="Level">A level of the site's own.</param>
/// <param name="Code">Unique in its level.</param>
/// <param name="Name">As shown.</param>
/// <param name="MemberOf">An official territory it lies in, when said.</param>
/// <param name="Place">Where it is written.</param>
public sealed record AddedTerritory(string Level, string Code, string Name, TerritoryId? MemberOf, Place Place);
