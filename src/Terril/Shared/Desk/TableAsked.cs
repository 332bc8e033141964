using System.Globalization;
using Terril.Observatory;
using Terril.Shared.Ui;

namespace Terril.Shared.Desk;

/// <summary>What is asked of a table, read from the address. Only names and values that the table declares are read.</summary>
/// <param name="Sort">The order.</param>
/// <param name="IsDown">From the last to the first.</param>
/// <param name="Number">The page, from 1.</param>
public sealed record TableAsked<TSort>(TSort Sort, bool IsDown, int Number, IReadOnlyDictionary<string, string> Filters) where TSort : struct, Enum
{
    /// <summary>Words typed, or the value chosen; null when there is none.</summary>
    public string? this[string filter] => Filters.GetValueOrDefault(filter);

    public DateOnly? Day(string filter) => this[filter] is { } said ? DateOnly.ParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}

/// <summary>Reads what is asked of a table. Only names and values that it declares are understood.</summary>
internal static class TableQuery
{
    private static readonly Text s_unknown = new("Ce tableau ne connaît pas ce nom : revenez au tableau et servez-vous de son formulaire.", "This table does not know that name: go back to the table and use its form.");

    /// <summary>Null when something asked is not declared; <paramref name="wrong"/> says which, and what to write instead.</summary>
    public static TableAsked<TSort>? Read<TRow, TSort>(IQueryCollection query, Table<TRow, TSort> table, out (string Name, Text What) wrong) where TSort : struct, Enum
    {
        var (sort, down, number) = (default(TSort), table.StartsDown, 1);
        var filters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in query)
        {
            var value = values.ToString();
            wrong = (name, s_unknown);
            if (value.Length == 0 || name is "handler" or Links.AsOfName) continue;
            if (name == TableNames.Sort)
            {
                if (!IsOrder(value, out sort, out down)) return null;
            }
            else if (name == TableNames.Number)
            {
                wrong = (name, new("Écrivez un nombre à partir de 1.", "Write a number from 1."));
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1) return null;
            }
            else if (table.Filters.FirstOrDefault(f => f.Name == name) is not { } filter || !IsAllowed(filter, value, ref wrong)) return null;
            else filters.Add(name, value);
        }
        wrong = default;
        return new TableAsked<TSort>(sort, down, number, filters);
    }

    private static bool IsOrder<TSort>(string said, out TSort sort, out bool down) where TSort : struct, Enum
    {
        down = said.StartsWith('-');
        var name = down ? said[1..] : said;
        sort = default;
        // The name alone: a number, or several names, would be read too.
        return Enum.GetNames<TSort>().Contains(name, StringComparer.Ordinal) && Enum.TryParse(name, out sort);
    }

    private static bool IsAllowed(Filter filter, string value, ref (string, Text) wrong)
    {
        if (filter.IsDay)
        {
            wrong = (filter.Name, new("Écrivez une date comme 2026-03-31.", "Write a date like 2026-03-31."));
            return DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        }
        if (filter.Choices is not { } choices) return true;
        wrong = (filter.Name, new($"Choisissez parmi : {string.Join(", ", choices.Select(c => c.Value))}.", $"Choose among: {string.Join(", ", choices.Select(c => c.Value))}."));
        return choices.Any(c => c.Value == value);
    }
}

/// <summary>Names that every table has in its address and its forms.</summary>
public static class TableNames
{
    /// <summary>The order, « - » before it to go down: <c>-At</c>.</summary>
    public const string Sort = "sort";

    public const string Number = "number";

    public const string Act = "act";

    public const string Row = "row";

    /// <summary>What an act asks to be written.</summary>
    public const string Said = "said";

    /// <summary>In <c>TempData</c>: what was just done, in a sentence.</summary>
    public const string Done = "Done";

    /// <summary>Every row that the filters leave, whatever the page.</summary>
    public const string AllRows = "all";
}
