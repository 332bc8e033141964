using Terril.Observatory;

namespace Terril.Shared.Desk;

/// <summary>A table as its page shows it.</summary>
/// <param name="Kept">The filters and the order, for an address that keeps them.</param>
public sealed record TableView(
    Text Name, string Path, IReadOnlyList<FilterView> Filters, IReadOnlyList<HeadingView> Headings, IReadOnlyList<RowView> Rows,
    int Total, int Number, int Pages, IReadOnlyList<BulkAct> Acts, bool IsExported, (string Name, string? Value)[] Kept)
{
    public bool IsFiltered => Filters.Any(f => f.Value is not null);
}

/// <summary>A filter, and what is asked of it.</summary>
public sealed record FilterView(Filter Filter, string? Value);

/// <summary>A heading: the order that following it gives, and the way that the table is sorted by it now.</summary>
public sealed record HeadingView(Text Name, bool IsNumber, string? Order, string? Sorted);

/// <summary>A row: how it is known, and what it says.</summary>
public sealed record RowView(string? Id, IReadOnlyList<Cell> Cells);

/// <summary>The rows chosen and an act, read again before it is done.</summary>
/// <param name="Fault">Why it was not done.</param>
/// <param name="Said">What was written of it.</param>
public sealed record ReviewView(TableView Table, BulkAct Act, Text? Fault = null, string? Said = null);
