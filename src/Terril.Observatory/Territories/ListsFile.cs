using System.IO.Compression;
using System.Security.Cryptography;

namespace Terril.Observatory.Territories;

/// <summary>
/// The compiled file: 8 bytes <c>TERRILOL</c>, one of format, 32 of SHA-256 of all that follows; then the string pool, the number
/// of vintages, and for each its year and its columns.
/// </summary>
internal sealed class ListsFile
{
    public const string Name = "lists.bin";
    private const byte Format = 1;
    private const int HeaderLength = 8 + 1 + SHA256.HashSizeInBytes;
    private const string Prefix = "decoupage-";
    private static readonly int[] Expected = [2019, 2021, 2022, 2023, 2024, 2025, 2026];

    // Reference year of the municipal populations, where they were checked against the producer's files; the other packages repeat a year.
    private static readonly (int Vintage, int ReferenceYear)[] Checked = [(2021, 2019), (2022, 2020), (2024, 2022), (2026, 2023)];

    private sealed record Block(int Start, int Length);

    private static ReadOnlySpan<byte> Magic => "TERRILOL"u8;

    private readonly byte[] _bytes;
    private readonly SortedList<int, Block> _blocks = [];

    private ListsFile(byte[] bytes)
    {
        _bytes = bytes;
        Fingerprint = Convert.ToHexStringLower(bytes.AsSpan(Magic.Length + 1, SHA256.HashSizeInBytes));
        var reader = new ColumnReader(bytes.AsSpan(HeaderLength));
        Strings = StringPool.Read(ref reader);
        for (var left = reader.Number(); left > 0; left--)
        {
            var year = reader.Number();
            var block = reader.Block();
            var end = bytes.Length - reader.Left;
            _blocks[year] = new Block(end - block.Length, block.Length);
        }
    }

    public string Fingerprint { get; }

    public StringPool Strings { get; }

    public IReadOnlyList<int> Vintages => field ??= [.. _blocks.Keys];

    public VintageTable Read(int vintage) => VintageTable.Read(vintage, Strings, _bytes.AsSpan(_blocks[vintage].Start, _blocks[vintage].Length));

    public static ListsFile Open(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) throw Refused("elles sont absentes", "they are missing");
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length <= HeaderLength || !bytes.AsSpan().StartsWith(Magic)) throw Refused("ce n’est pas le fichier attendu", "this is not the expected file");
        if (bytes[Magic.Length] != Format) throw Refused("elles sont d’une autre version", "they are of another version");
        if (!SHA256.HashData(bytes.AsSpan(HeaderLength)).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length + 1, SHA256.HashSizeInBytes)))
        {
            throw Refused("le fichier est tronqué ou modifié", "the file is truncated or altered");
        }

        return new(bytes);
    }

    public static IReadOnlyList<PopulationList> Populations(string folder, IReadOnlyList<int> vintages)
    {
        var lists = Checked.Where(c => vintages.Contains(c.Vintage))
            .Select(c => new PopulationList(c.Vintage, c.ReferenceYear, Path.Combine(folder, CommunesName(c.Vintage)))).ToList();
        var missing = lists.Find(list => !File.Exists(list.Path));
        return missing is null ? lists : throw Refused($"{Path.GetFileName(missing.Path)} est absent", $"{Path.GetFileName(missing.Path)} is missing");
    }

    public static void Compile(string packages, string folder)
    {
        var vintages = Packages(packages);
        Directory.CreateDirectory(folder);
        foreach (var (vintage, _) in Checked) Replace(Path.Combine(folder, CommunesName(vintage)), Gzip(Package.CommunesOf(vintages[vintage])));
        Replace(Path.Combine(folder, Name), Bytes(vintages));
    }

    private static SortedDictionary<int, string> Packages(string packages)
    {
        var found = new SortedDictionary<int, string>();
        foreach (var path in Directory.Exists(packages) ? Directory.GetDirectories(packages, Prefix + "*") : [])
        {
            if (int.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), out var year)) found[year] = path;
        }

        var missing = Expected.Where(year => !found.ContainsKey(year)).Select(year => Prefix + year).ToList();
        if (missing.Count == 0) return found;
        var names = string.Join(", ", missing);
        throw new FaultyInputException(
            "official-lists",
            new Place("node_modules"),
            $"paquets des listes officielles absents : {names}. Installez-les : npm ci.",
            $"packages of the official lists are missing: {names}. Install them: npm ci.");
    }

    // The latest vintage numbers the strings, so that its codes and names follow each other.
    private static byte[] Bytes(SortedDictionary<int, string> vintages)
    {
        var strings = new StringPool.Writer();
        var tables = vintages.Reverse().Select(v => (Year: v.Key, Columns: Package.Read(v.Value, strings))).ToList();
        var writer = new ColumnWriter();
        strings.Write(writer);
        writer.Number(tables.Count);
        foreach (var (year, columns) in tables) VintageTable.Write(writer, year, columns);
        var content = writer.ToArray();
        return [.. Magic, Format, .. SHA256.HashData(content), .. content];
    }

    private static byte[] Gzip(string path)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        using (var raw = File.OpenRead(path))
        {
            raw.CopyTo(gzip);
        }

        return packed.ToArray();
    }

    // Written beside and renamed: a reader sees the old file or the new one, never a part.
    private static void Replace(string path, byte[] bytes)
    {
        var beside = $"{path}.{Path.GetRandomFileName()}";
        File.WriteAllBytes(beside, bytes);
        File.Move(beside, path, overwrite: true);
    }

    private static string CommunesName(int vintage) => $"communes-{vintage}.json.gz";

    private static FaultyInputException Refused(string fr, string en) => new(
        "official-lists",
        new Place(Name),
        $"listes officielles inutilisables : {fr}. Refaites-les en reconstruisant l’application (dotnet build).",
        $"the official lists cannot be used: {en}. Make them again by building the application (dotnet build).");
}
