namespace Terril.Observatory.Territories;

public sealed partial class OfficialLists
{
    /// <summary>How values read in one vintage are carried to another.</summary>
    public Passage Between(int from, int to) => throw new NotImplementedException();

    /// <summary>
    /// What became of a code that <paramref name="to"/> does not have: a former commune, or an EPCI that changed SIREN.
    /// Looks in every vintage at hand and in the former codes of the lists, latest first; empty when nobody knows it.
    /// </summary>
    public IReadOnlyList<Territory> Successors(TerritoryId former, int to) => throw new NotImplementedException();
}
