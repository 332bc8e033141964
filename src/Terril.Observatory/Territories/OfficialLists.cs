namespace Terril.Observatory.Territories;

/// <summary>
/// The official lists of communes, EPCIs, departments and regions, one a vintage, in a compact form read in milliseconds.
/// Source: npm <c>@etalab/decoupage-administratif</c> (INSEE COG and DGCL, Licence Ouverte 2.0).
/// </summary>
public sealed class OfficialLists
{
    /// <summary>Compiles the npm packages (folders <c>decoupage-YYYY</c> under <paramref name="packages"/>) into <paramref name="folder"/>, atomically.</summary>
    /// <remarks>
    /// Writes <c>lists.bin</c> (all vintages) and, for each vintage whose populations are checked, <c>communes-YYYY.json.gz</c>:
    /// the package's own file, of which every population can show its line.
    /// </remarks>
    public static void Compile(string packages, string folder) => throw new NotImplementedException();

    /// <summary>Opens a compiled folder. Refuses a file that is truncated or altered.</summary>
    public static OfficialLists Open(string folder) => throw new NotImplementedException();

    /// <summary>SHA-256 of the compiled lists: a release records it.</summary>
    public string Fingerprint => throw new NotImplementedException();

    /// <summary>The vintages at hand, ascending: 2019, 2021 to 2026.</summary>
    public IReadOnlyList<int> Vintages => throw new NotImplementedException();

    /// <summary>The geography of a vintage, read at first use and kept.</summary>
    /// <exception cref="FaultyInputException">The vintage is not at hand; the message lists those that are.</exception>
    public Geography At(int vintage) => throw new NotImplementedException();

    /// <summary>How values read in one vintage are carried to another.</summary>
    public Passage Between(int from, int to) => throw new NotImplementedException();

    /// <summary>
    /// What became of a code that <paramref name="to"/> does not have: a former commune, or an EPCI that changed SIREN.
    /// Looks in every vintage at hand and in the former codes of the lists, latest first; empty when nobody knows it.
    /// </summary>
    public IReadOnlyList<Territory> Successors(TerritoryId former, int to) => throw new NotImplementedException();

    /// <summary>The raw lists that carry the checked populations: vintage of the list, reference year of its population, path of the gz file.</summary>
    public IReadOnlyList<PopulationList> Populations => throw new NotImplementedException();
}

/// <summary>A raw official list whose municipal populations were checked against the producer's files.</summary>
public sealed record PopulationList(int Vintage, int ReferenceYear, string Path);
