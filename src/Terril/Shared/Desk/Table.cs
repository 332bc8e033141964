using Terril.Observatory;

namespace Terril.Shared.Desk;

/// <summary>What a cell of a table says.</summary>
/// <param name="Text">What is read, and exported.</param>
public sealed record Cell(string Text)
{
    /// <summary>Where it leads.</summary>
    public string? Address { get; init; }

    /// <summary>A second line, smaller.</summary>
    public string? Small { get; init; }

    /// <summary>Shown as a tag of this tone: <c>ok</c>, <c>warn</c>, <c>bad</c>, <c>info</c>, or empty for grey.</summary>
    public string? Tag { get; init; }

    /// <summary>What is exported in its place: a date as <c>2026-11-21T09:30:00+01:00</c>.</summary>
    public string? Exported { get; init; }

    public static implicit operator Cell(string text) => new(text);
}

/// <summary>A column: its heading, and what each row says in it.</summary>
/// <typeparam name="TRow">What a row is made from.</typeparam>
/// <typeparam name="TSort">The orders that the table may be read in; the first one is that of a table nobody has sorted.</typeparam>
public sealed record Column<TRow, TSort>(Text Name, Func<TRow, Cell> Of) where TSort : struct, Enum
{
    /// <summary>The order that its heading gives.</summary>
    public TSort? Sort { get; init; }

    public bool IsNumber { get; init; }

    /// <summary>Read in files alone: what would make the table too wide for a screen.</summary>
    public bool IsOnlyExported { get; init; }

    /// <summary>Read on the screen alone: what leaves in no file.</summary>
    public bool IsNeverExported { get; init; }
}

/// <summary>How the rows are narrowed: a field of the form above the table, and a name in the address.</summary>
/// <param name="Name">In the address.</param>
public sealed record Filter(string Name, Text Label)
{
    /// <summary>The only values allowed, the words of each beside it; none for words typed.</summary>
    public IReadOnlyList<(string Value, Text Label)>? Choices { get; init; }

    /// <summary>A day is asked.</summary>
    public bool IsDay { get; init; }
}

/// <summary>Something done to several rows at once, after they have been read again.</summary>
/// <param name="Name">In the form that is sent.</param>
/// <param name="Label">In the list of acts: a verb.</param>
/// <param name="Warns">What it does, on the page where the rows are read again.</param>
public sealed record BulkAct(string Name, Text Label, Text Warns)
{
    /// <summary>It cannot be undone.</summary>
    public bool IsFinal { get; init; }

    /// <summary>What must be written where the rows are read again, under the name <see cref="TableNames.Said"/>: a reason.</summary>
    public Text? Asks { get; init; }
}

/// <summary>A table of the back office: what can be read, narrowed, sorted and done. What is not in it is refused.</summary>
/// <param name="Name">What the rows are, for whom does not see them.</param>
/// <param name="Columns">The first names the row.</param>
public sealed record Table<TRow, TSort>(Text Name, IReadOnlyList<Column<TRow, TSort>> Columns) where TSort : struct, Enum
{
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    public IReadOnlyList<BulkAct> Acts { get; init; } = [];

    /// <summary>How a row is known, for what is done to it. Needed when there are acts.</summary>
    public Func<TRow, string>? Id { get; init; }

    /// <summary>The order of a table nobody has sorted goes down: the latest first.</summary>
    public bool StartsDown { get; init; }

    /// <summary>Its rows may be taken away, as CSV and as XLSX.</summary>
    public bool IsExported { get; init; }
}
