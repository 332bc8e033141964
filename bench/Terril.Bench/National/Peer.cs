using System.Globalization;

namespace Terril.Bench.National;

/// <summary>A cell as a peer gives it; no value where all of it is secret, no ratio where nobody is counted.</summary>
internal sealed record PeerCell(string Level, string Code, int Year, string Carrier, string Sector, double? MWh, double Coverage, double? PerInhabitant);

/// <summary>What another program needs to do the same work: the file, who belongs to whom, who lives where.</summary>
internal sealed record Given(string Csv, string Membership, string Population);

/// <summary>Another program that reads the national file and builds its figures in SQL.</summary>
/// <param name="name">As the table says it.</param>
internal abstract class Peer(string name)
{
    public string Name => name;

    /// <summary>How many times it builds.</summary>
    public virtual int Builds => Country.Times;

    /// <summary>Folder of its scripts, in <c>bench/peers</c>.</summary>
    protected static string ScriptsOf(string peer) => Path.Combine(Ground.Root, "bench", "peers", peer);

    /// <summary>Reads and sums; <see cref="Ran.Lines"/> has a line a year, carrier and sector, tabs between cells.</summary>
    public abstract Ran Sum(Given given);

    /// <summary>Builds everything and writes it to disk, from nothing.</summary>
    public abstract Ran Build(Given given);

    /// <summary>Of what was built: every territory above the commune, one commune of a hundred.</summary>
    public abstract IEnumerable<PeerCell> Sample();

    protected static PeerCell Cell(IReadOnlyList<string> cells) =>
        new(cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3], cells[4], Number(cells[5]), Number(cells[6]) ?? 0, Number(cells[7]));

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);
}
