using Terril.Observatory.Territories;

namespace Terril.Observatory.Boundaries;

/// <summary>What the codes of a file have become in a later or an earlier vintage, by the official movements; a ground is never divided.</summary>
internal sealed class Heirs
{
    private readonly Dictionary<string, int> _of = new(StringComparer.Ordinal);

    private Heirs() { }

    /// <summary>Codes that lead to no commune.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Communes of the vintage drawn that the file has only as a whole with others.</summary>
    public required IReadOnlySet<int> NotDivided { get; init; }

    /// <summary>Communes of the vintage drawn, a part of whose ground the file lacks.</summary>
    public required IReadOnlySet<int> Incomplete { get; init; }

    /// <summary>Index of the commune whose ground it is now, wholly; −1 when there is none.</summary>
    public int Of(string code) => _of.GetValueOrDefault(code, -1);

    /// <summary>Follows each code of a file of <paramref name="vintage"/> to the communes of <paramref name="to"/>.</summary>
    /// <remarks>A file older than the first list, or between two, is read in the next list: a code it does not have is then a former one.</remarks>
    public static Heirs Between(OfficialLists lists, int vintage, int to, IReadOnlySet<string> codes)
    {
        var nearest = lists.Vintages.FirstOrDefault(v => v >= vintage, lists.Vintages[^1]);
        var (read, passage) = (lists.At(nearest), lists.Between(nearest, to));
        // A file that has a city and its districts draws the same ground twice.
        var led = codes.Where(c => read.ParentOfArrondissement(c) is not { } city || !codes.Contains(city)).ToLookup(c => Find(read, c) is >= 0 and var found ? found : Elsewhere(lists, c, nearest));
        var (notDivided, incomplete) = (new HashSet<int>(), new HashSet<int>());
        var heirs = new Heirs { Unknown = [.. led[-1]], NotDivided = notDivided, Incomplete = incomplete };
        var now = lists.At(to);
        for (var commune = 0; commune < read.At(Level.Commune).Count; commune++)
        {
            var parts = passage.Parts(Level.Commune, commune);
            var pieces = led[commune].ToList();
            if (pieces.Count == 0) foreach (var part in parts) incomplete.Add(part.Target);
            else if (parts.Length == 1) foreach (var piece in pieces) heirs._of[piece] = parts[0].Target;
            else if (!heirs.Regroup(pieces, parts, now)) foreach (var part in parts) notDivided.Add(part.Target);
        }
        return heirs;
    }

    // A commune made of several and separated again: a file from before has the pieces, and the list knows where each went.
    private bool Regroup(List<string> pieces, ReadOnlySpan<Part> parts, Geography now)
    {
        var wanted = parts.ToArray().Select(p => p.Target).ToHashSet();
        var to = pieces.ConvertAll(piece => Find(now, piece));
        if (!wanted.SetEquals(to)) return false;
        for (var i = 0; i < pieces.Count; i++) _of[pieces[i]] = to[i];
        return true;
    }

    // Some lists forget what was merged before them, and a later one knows it.
    private static int Elsewhere(OfficialLists lists, string code, int vintage) =>
        lists.Successors(new(Level.Commune, code), vintage) is [var only] ? only.Index : -1;

    private static int Find(Geography geography, string code) =>
        geography.IndexOf(Level.Commune, code) is >= 0 and var index ? index : geography.CommuneOfFormer(code);
}
