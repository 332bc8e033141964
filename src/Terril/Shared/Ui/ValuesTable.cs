namespace Terril.Shared.Ui;

/// <summary>A cell of a table of values, with where it leads.</summary>
public readonly record struct ValueCell(string Text, string? Address = null);

/// <summary>The values of a chart, as a table.</summary>
public sealed record ValuesTable(string Caption, string Head, IReadOnlyList<string> Columns, IReadOnlyList<ValuesRow> Rows);

/// <summary>A row: its name, then a cell a column.</summary>
public sealed record ValuesRow(string Name, IReadOnlyList<ValueCell> Cells);
