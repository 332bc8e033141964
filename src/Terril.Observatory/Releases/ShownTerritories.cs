using System.Text;
using System.Text.Unicode;
using Terril.Observatory.Reading;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Releases;

/// <summary>The territories a release shows, in the order of its figures.</summary>
/// <remarks><c>territories.tsv</c>: a line a territory, level, tab, code, LF; those of a level together, by code. UTF-8, no heading.</remarks>
internal sealed class ShownTerritories
{
    public const string FileName = "territories.tsv";

    private readonly Dictionary<string, ShownLevel> _levels = new(StringComparer.Ordinal);

    private ShownTerritories(byte[] bytes) => Bytes = bytes;

    /// <summary>The file.</summary>
    public byte[] Bytes { get; }

    /// <summary>A level; null when none of its territories is shown.</summary>
    public ShownLevel? At(string? level) => level is null ? null : _levels.GetValueOrDefault(level);

    /// <param name="geography">Theirs.</param>
    /// <param name="shown">Level → indexes shown, ascending.</param>
    public static ShownTerritories Of(Geography geography, IReadOnlyDictionary<string, int[]> shown)
    {
        var text = new StringBuilder();
        foreach (var level in geography.Levels)
            foreach (var index in shown.GetValueOrDefault(level, []))
                text.Append(level).Append('\t').Append(geography.At(level)[index].Code).Append('\n');
        return Read(Encoding.UTF8.GetBytes(text.ToString()), geography);
    }

    /// <exception cref="FaultyInputException">A line is not that of a territory of the geography, or not at its place.</exception>
    public static ShownTerritories Read(byte[] bytes, Geography geography)
    {
        var read = new ShownTerritories(bytes);
        for (var start = 0; start < bytes.Length;)
        {
            var tab = bytes.AsSpan(start).IndexOf((byte)'\t');
            var level = Encoding.UTF8.GetString(bytes, start, Math.Max(0, tab));
            var length = Level(bytes.AsSpan(start), tab + 1, geography.At(level), out var shown);
            if (length == 0 || !read._levels.TryAdd(level, new ShownLevel(shown, geography.At(level), Crc32.Of(bytes.AsSpan(start, length)))))
                throw new FaultyInputException("broken-release", new Place(FileName), "ce fichier de la publication n’est pas la liste de ses territoires ; reconstruire par « build »", "this file of the release is not the list of its territories; build again");
            start += length;
        }
        return read;
    }

    // Both lists are sorted by code: one pass over the two. Gives the length of the lines that bear the level of the first.
    private static int Level(ReadOnlySpan<byte> lines, int prefix, IReadOnlyList<Territory> all, out List<Territory> shown)
    {
        shown = [];
        var level = lines[..prefix];
        var read = 0;
        for (var index = 0; lines[read..].StartsWith(level) && index < all.Count; index++)
        {
            var code = lines[(read + prefix)..];
            var end = code.IndexOf((byte)'\n');
            if (end < 0) return 0;
            if (!Same(code[..end], all[index].Code)) continue;
            shown.Add(all[index]);
            read += prefix + end + 1;
        }
        return read;
    }

    private static bool Same(ReadOnlySpan<byte> written, string code) =>
        Ascii.IsValid(written) ? Ascii.Equals(written, code) : Utf8.IsValid(written) && Encoding.UTF8.GetString(written) == code;
}

/// <summary>The territories of a level that a release shows.</summary>
internal sealed class ShownLevel
{
    private readonly int[]? _places;

    public ShownLevel(List<Territory> shown, IReadOnlyList<Territory> all, uint codes)
    {
        Codes = codes;
        Territories = shown.Count == all.Count ? all : [.. shown];
        if (shown.Count == all.Count) return;
        _places = new int[all.Count];
        Array.Fill(_places, -1);
        for (var place = 0; place < shown.Count; place++) _places[shown[place].Index] = place;
    }

    /// <summary>In order of their code.</summary>
    public IReadOnlyList<Territory> Territories { get; }

    /// <summary>CRC-32 of their lines.</summary>
    public uint Codes { get; }

    /// <summary>The place of a territory among those shown, by its index in the geography; −1 when it is not shown.</summary>
    public int PlaceOf(int index) => index < 0 || _places is null ? index : _places[index];
}
