namespace Terril.Observatory.Territories;

/// <summary>The columns of a vintage. Codes, names, kinds and postcodes are numbers of the string pool; the rest are indexes, −1 for none.</summary>
internal enum Column
{
    CommuneCode,
    CommuneName,
    Population,
    CommuneEpci,
    CommuneDepartment,
    PostcodeStart,
    Postcode,
    EpciCode,
    EpciName,
    EpciKind,
    DepartmentCode,
    DepartmentName,
    DepartmentRegion,
    RegionCode,
    RegionName,
    RegionCountry,
    FormerKind,
    FormerCode,
    FormerName,
    FormerCommune,
}

/// <summary>Why a code that is no commune of today leads to one.</summary>
internal enum FormerKind
{
    /// <summary>A delegated or associated commune: it has a name.</summary>
    Part,

    /// <summary>A municipal district of Paris, Lyon or Marseille: it has a name.</summary>
    District,

    /// <summary>A former code: no name.</summary>
    Code,
}

/// <summary>One vintage of the official lists, as numbers: what the compiled file holds and what passages are computed from.</summary>
internal sealed class VintageTable(int year, StringPool strings, int[][] columns)
{
    private const int ColumnCount = (int)Column.FormerCommune + 1;
    private readonly Lazy<int[]> _communeOfCode = new(() => Index(columns, Column.CommuneCode, strings.Count));
    private readonly Lazy<Dictionary<int, int>> _communeOfFormer = new(() => Formers(columns));

    public int Year => year;

    public StringPool Strings => strings;

    public int[] this[Column column] => columns[(int)column];

    /// <summary>Index of the commune that bears a code (a number of the pool), or −1.</summary>
    public int CommuneOf(int code) => _communeOfCode.Value[code];

    /// <summary>Index of the commune that a delegated, associated or former code leads to, or −1.</summary>
    public int CommuneOfFormer(int code) => _communeOfFormer.Value.GetValueOrDefault(code, -1);

    public static void Write(ColumnWriter writer, int year, int[][] columns)
    {
        writer.Number(year);
        var block = new ColumnWriter();
        foreach (var column in columns) block.Column(column);
        writer.Block(block.ToArray());
    }

    public static VintageTable Read(int year, StringPool strings, ReadOnlySpan<byte> block)
    {
        var reader = new ColumnReader(block);
        var columns = new int[ColumnCount][];
        for (var i = 0; i < ColumnCount; i++) columns[i] = reader.Column();
        return new(year, strings, columns);
    }

    private static int[] Index(int[][] columns, Column column, int size)
    {
        var index = new int[size];
        Array.Fill(index, -1);
        var codes = columns[(int)column];
        for (var i = 0; i < codes.Length; i++) index[codes[i]] = i;
        return index;
    }

    // The list of delegated communes comes before the former codes and wins; both agree in the lists known so far.
    private static Dictionary<int, int> Formers(int[][] columns)
    {
        var formers = new Dictionary<int, int>();
        var communes = columns[(int)Column.FormerCommune];
        foreach (var (row, code) in columns[(int)Column.FormerCode].Index()) formers.TryAdd(code, communes[row]);
        return formers;
    }
}
