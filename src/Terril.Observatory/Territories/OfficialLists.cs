using System.Collections.Concurrent;

namespace Terril.Observatory.Territories;

/// <summary>
/// The official lists of communes, EPCIs, departments and regions, one a vintage, in a compact form read in milliseconds.
/// Source: npm <c>@etalab/decoupage-administratif</c> (INSEE COG and DGCL, Licence Ouverte 2.0). Safe to share between threads.
/// </summary>
public sealed partial class OfficialLists
{
    private readonly ListsFile _file;
    private readonly ConcurrentDictionary<int, Lazy<VintageTable>> _tables = new();
    private readonly ConcurrentDictionary<int, Lazy<Geography>> _geographies = new();

    private OfficialLists(ListsFile file, string folder) => (_file, Populations) = (file, ListsFile.Populations(folder, file.Vintages));

    /// <summary>Compiles the npm packages (folders <c>decoupage-YYYY</c> under <paramref name="packages"/>) into <paramref name="folder"/>, atomically.</summary>
    /// <remarks>
    /// Writes <c>lists.bin</c> (all vintages) and, for each vintage whose populations are checked, <c>communes-YYYY.json.gz</c>:
    /// the package's own file, of which every population can show its line. The same packages give the same bytes.
    /// </remarks>
    /// <exception cref="FaultyInputException">A package is missing, or a list contradicts itself.</exception>
    public static void Compile(string packages, string folder) => ListsFile.Compile(packages, folder);

    /// <summary>Opens a compiled folder.</summary>
    /// <exception cref="FaultyInputException">A file is missing, truncated, altered or of another version.</exception>
    public static OfficialLists Open(string folder) => new(ListsFile.Open(folder), folder);

    /// <summary>SHA-256 of the compiled lists, in hexadecimal: a release records it.</summary>
    public string Fingerprint => _file.Fingerprint;

    /// <summary>The vintages at hand, ascending: 2019, 2021 to 2026.</summary>
    public IReadOnlyList<int> Vintages => _file.Vintages;

    /// <summary>The raw lists that carry the checked populations: vintage of the list, reference year of its population, path of the gz file.</summary>
    public IReadOnlyList<PopulationList> Populations { get; }

    /// <summary>The geography of a vintage, read at first use and kept.</summary>
    /// <exception cref="FaultyInputException">The vintage is not at hand; the message lists those that are.</exception>
    public Geography At(int vintage)
    {
        var table = Table(vintage);
        return _geographies.GetOrAdd(vintage, _ => new(() => Geography.Of(table))).Value;
    }

    private VintageTable Table(int vintage)
    {
        if (!Vintages.Contains(vintage)) throw Unknown(vintage);
        return _tables.GetOrAdd(vintage, year => new(() => _file.Read(year))).Value;
    }

    private FaultyInputException Unknown(int vintage)
    {
        var known = string.Join(", ", Vintages);
        return new(
            "unknown-vintage",
            null,
            $"pas de liste officielle du millésime {vintage}. Choisissez parmi : {known}.",
            $"no official list of vintage {vintage}. Choose one of: {known}.");
    }
}

/// <summary>A raw official list whose municipal populations were checked against the producer's files.</summary>
/// <param name="Vintage">Year of the list.</param>
/// <param name="ReferenceYear">Year of its populations.</param>
/// <param name="Path">The .gz file of the package's <c>communes.json</c>.</param>
public sealed record PopulationList(int Vintage, int ReferenceYear, string Path);
