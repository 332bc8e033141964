namespace Terril.Observatory.Territories;

public sealed partial class Geography
{
    private IReadOnlyList<AddedTerritory> _added = [];

    /// <summary>This geography with the territories that a site adds. Refuses a duplicate or an unknown member-of.</summary>
    /// <exception cref="FaultyInputException">One finding for each row refused.</exception>
    public Geography With(IEnumerable<AddedTerritory> added)
    {
        List<AddedTerritory> all = [.. _added, .. added];
        var faults = Faults(all);
        if (faults.Count > 0) throw new FaultyInputException(faults);

        var levels = new Dictionary<string, LevelIndex>(_levels, StringComparer.Ordinal);
        var parents = new Dictionary<(string, string), int[]>(_parents);
        foreach (var group in all.GroupBy(a => a.Level, StringComparer.Ordinal))
        {
            var rows = group.OrderBy(a => a.Code, StringComparer.Ordinal).ToArray();
            levels[group.Key] = new([.. rows.Select((a, i) => new Territory(a.Level, a.Code, a.Name, i))]);
            foreach (var upper in Level.Official)
            {
                var column = Array.ConvertAll(rows, a => a.MemberOf is { } of ? Parent(of, upper) : -1);
                if (Array.Exists(column, p => p >= 0)) parents[(group.Key, upper)] = column;
            }
        }

        return new(_table, levels, parents, [.. Level.Official, .. all.Select(a => a.Level).Distinct(StringComparer.Ordinal)]) { _added = all };
    }

    private int Parent(TerritoryId of, string upper)
    {
        var index = IndexOf(of.Level, of.Code);
        if (of.Level == upper) return index;
        var parents = Parents(of.Level, upper);
        return parents.IsEmpty ? -1 : parents[index];
    }

    private List<Finding> Faults(IEnumerable<AddedTerritory> all)
    {
        var faults = new List<Finding>();
        var seen = new Dictionary<TerritoryId, Place>();
        foreach (var row in all)
        {
            var id = new TerritoryId(row.Level, row.Code);
            if (row.Level.Length == 0 || row.Code.Length == 0) faults.Add(Fault("territory-incomplete", row, Incomplete));
            else if (row.Level.Any(char.IsControl) || row.Code.Any(char.IsControl)) faults.Add(Fault("bad-code", row, OnOneLine));
            else if (IsOfficial(row.Level)) faults.Add(Fault("official-level", row, OfficialLevel(row.Level)));
            else if (!seen.TryAdd(id, row.Place)) faults.Add(Fault("duplicate-territory", row, Duplicate(id, seen[id])));
            else if (row.MemberOf is { } of && !IsOfficial(of)) faults.Add(Fault("unknown-territory", row, UnknownParent(of)));
        }

        return faults;
    }

    private bool IsOfficial(TerritoryId id) => IsOfficial(id.Level) && Find(id) is not null;

    private static bool IsOfficial(string level) => Level.Official.Contains(level, StringComparer.Ordinal);

    private static Finding Fault(string rule, AddedTerritory row, Text message) => new(Severity.Stop, rule, row.Place, message);

    private static Text Incomplete => new(
        "il manque le niveau ou le code du territoire : remplissez les colonnes level et code.",
        "the level or the code of the territory is missing: fill in the columns level and code.");

    private static Text OnOneLine => new(
        "le niveau ou le code du territoire contient une tabulation ou un saut de ligne : écrivez-les d’un trait.",
        "the level or the code of the territory holds a tab or a line break: write them in one piece.");

    private static Text OfficialLevel(string level) => new(
        $"le niveau « {level} » est celui des listes officielles : donnez à vos territoires un niveau à eux, comme station.",
        $"level ‘{level}’ belongs to the official lists: give your territories a level of their own, such as station.");

    private static Text Duplicate(TerritoryId id, Place first) => new(
        $"« {id} » est déjà décrit en {first} : gardez une seule des deux lignes.",
        $"‘{id}’ is already described at {first}: keep one of the two rows.");

    private Text UnknownParent(TerritoryId of) => new(
        $"« {of} » n’est pas un territoire officiel du millésime {Vintage} : corrigez member-of, écrit niveau:code.",
        $"‘{of}’ is not an official territory of vintage {Vintage}: correct member-of, written level:code.");
}

/// <summary>A territory that the official lists lack: a row of <c>territories/*.csv</c>.</summary>
/// <param name="Level">A level of the site's own.</param>
/// <param name="Code">Unique in its level.</param>
/// <param name="Name">As shown.</param>
/// <param name="MemberOf">An official territory it lies in, when said.</param>
/// <param name="Place">Where it is written.</param>
public sealed record AddedTerritory(string Level, string Code, string Name, TerritoryId? MemberOf, Place Place);
