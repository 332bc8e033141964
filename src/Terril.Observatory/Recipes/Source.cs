using System.Text.Json.Serialization;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Recipes;

/// <summary>A producer's data set: who, what, licence, files and how to read them.</summary>
public sealed record Source
{
    /// <summary>Stable id.</summary>
    public required string Id { get; init; }

    /// <summary>Title of the data set.</summary>
    public required Text Title { get; init; }

    /// <summary>Producer.</summary>
    public required string Publisher { get; init; }

    /// <summary>Licence, as the producer names it.</summary>
    public string Licence { get; init; } = "";

    /// <summary>Where it is published.</summary>
    public string? Homepage { get; init; }

    /// <summary>How often it comes out.</summary>
    public Text Cadence { get; init; }

    /// <summary>Its files, in the order of the recipe.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>What must hold for its values.</summary>
    public IReadOnlyList<CheckRule> Checks { get; init; } = [];

    /// <summary>The recipe, for findings.</summary>
    public required Place Place { get; init; }
}

/// <summary>A file of a source and how it is read.</summary>
public sealed record SourceFile
{
    /// <summary>As the recipe writes it, relative to the site folder; for a built-in source, a name of its own.</summary>
    public required string Path { get; init; }

    /// <summary>Address it was received from, when said.</summary>
    public string? Url { get; init; }

    /// <summary>True when it is to be received from its address, and not found in the folder.</summary>
    [JsonIgnore]
    public bool IsRemote => Url is not null && Path == Url;

    /// <summary>Day the producer published it: of two files of a source that say something of one cell, the later is in force.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Entry of the archive or sheet of the workbook, when said.</summary>
    [JsonIgnore]
    public string? Part => (Reading.Entry, Reading.Sheet) switch
    {
        ({ } entry, { } sheet) => $"{entry}!{sheet}",
        var (entry, sheet) => entry ?? sheet,
    };

    /// <summary>Encoding, delimiter, header, sheet, records.</summary>
    public required ReadingOptions Reading { get; init; }

    /// <summary>Named decimal sign; found out when not said.</summary>
    public char? Decimal { get; init; }

    /// <summary>Where the territory is.</summary>
    public required TerritoryRule Territory { get; init; }

    /// <summary>The columns that carry values.</summary>
    public required IReadOnlyList<ValueRule> Values { get; init; }

    /// <summary>Keep only the rows whose column has one of these texts.</summary>
    public IReadOnlyList<Condition> Where { get; init; } = [];

    /// <summary>What two rows of one cell mean.</summary>
    public Duplicates Duplicates { get; init; }

    /// <summary>The line of the recipe that names the file.</summary>
    public required Place Place { get; init; }
}

/// <summary>What two rows of one cell mean.</summary>
public enum Duplicates
{
    /// <summary>A fault.</summary>
    Error,

    /// <summary>Parts of one value.</summary>
    Sum,

    /// <summary>A correction: the last one holds.</summary>
    Last,
}

/// <summary>Where a territory is read.</summary>
public sealed record TerritoryRule
{
    /// <summary>Column of the code; or <see cref="Value"/>.</summary>
    public string? Column { get; init; }

    /// <summary>The one code of the whole file.</summary>
    public string? Value { get; init; }

    /// <summary>Level of the codes.</summary>
    public required string Level { get; init; }

    /// <summary>Vintage the codes are to be read in; the release's when not said.</summary>
    public int? Vintage { get; init; }

    /// <summary>Codes shorter than this are filled with leading zeros.</summary>
    public int? Pad { get; init; }

    /// <summary>Texts of the file and the codes they stand for.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether arrondissements of Paris, Lyon and Marseille fold into their commune.</summary>
    public bool Fold { get; init; } = true;
}

/// <summary>A column of values.</summary>
public sealed record ValueRule
{
    /// <summary>Column of the value.</summary>
    public required string Column { get; init; }

    /// <summary>Indicator id.</summary>
    public required string Indicator { get; init; }

    /// <summary>Unit in the file; the indicator's when not said.</summary>
    public required string Unit { get; init; }

    /// <summary>What is multiplied to reach the indicator's unit.</summary>
    public required double Factor { get; init; }

    /// <summary>One rule a dimension the file distinguishes; a dimension without a rule: the file gives the total over it.</summary>
    public IReadOnlyList<BreakdownRule> Breakdown { get; init; } = [];

    /// <summary>Where the period is.</summary>
    public required PeriodRule Period { get; init; }

    /// <summary>Where the status is.</summary>
    public required StatusRule Status { get; init; }

    /// <summary>Texts that mean: no value.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What means: known, not publishable.</summary>
    public required SecretRule Secret { get; init; }

    /// <summary>Conditions of this column, beside those of the file.</summary>
    public IReadOnlyList<Condition> Where { get; init; } = [];

    /// <summary>The line of the recipe.</summary>
    public required Place Place { get; init; }
}

/// <summary>Where a code of a dimension is read: a column and its map, or a fixed code.</summary>
public sealed record BreakdownRule(string Dimension, string? Column, IReadOnlyDictionary<string, string> Map, string? Value);

/// <summary>Where the period is read, and how it goes to a coarser one.</summary>
public sealed record PeriodRule
{
    /// <summary>Column of the period; or <see cref="Value"/>.</summary>
    public string? Column { get; init; }

    /// <summary>The one period of the column.</summary>
    public Period? Value { get; init; }

    /// <summary>The coarser grain, when there is one.</summary>
    public Grain? To { get; init; }

    /// <summary>How the finer values make the coarser one.</summary>
    public PeriodAggregate By { get; init; }

    /// <summary>For <see cref="PeriodAggregate.Count"/>: <c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>=</c>.</summary>
    public string Comparison { get; init; } = ">";

    /// <summary>For <see cref="PeriodAggregate.Count"/>: the threshold, in the unit of the file.</summary>
    public double Threshold { get; init; }

    /// <summary>Least share of the days or months for the value to exist, 0 to 1.</summary>
    public double AtLeast { get; init; }
}

/// <summary>How days or months make a year.</summary>
public enum PeriodAggregate
{
    /// <summary>Arithmetic mean.</summary>
    Mean,

    /// <summary>Sum.</summary>
    Sum,

    /// <summary>Least.</summary>
    Min,

    /// <summary>Greatest.</summary>
    Max,

    /// <summary>How many pass a threshold.</summary>
    Count,
}

/// <summary>Where the status is: one for all, or a column and its map (<c>*</c> for every other text).</summary>
public sealed record StatusRule(Status Fixed, string? Column, IReadOnlyDictionary<string, Status> Map);

/// <summary>What means secret: texts, and an empty cell beside a count above a threshold.</summary>
public sealed record SecretRule(IReadOnlyList<string> Texts, string? EmptyWhenColumn, double Above);

/// <summary>A row is kept when its column has one of the texts.</summary>
public sealed record Condition(string Column, IReadOnlyList<string> Texts);

/// <summary>A check of a source.</summary>
/// <param name="Rule"><c>coverage</c>, <c>range</c>, <c>total</c>, <c>repeat</c>, <c>witness</c>.</param>
/// <param name="Indicator">Indicator checked; none for a coverage.</param>
public sealed record CheckRule(string Rule, string? Indicator)
{
    /// <summary>For <c>coverage</c>: the bar, 0 to 1.</summary>
    public double Bar { get; init; }

    /// <summary>For <c>range</c>: bounds in the indicator's unit.</summary>
    public double? Min { get; init; }

    /// <summary>For <c>range</c>: bounds in the indicator's unit.</summary>
    public double? Max { get; init; }

    /// <summary>For <c>total</c>: the dimension summed over.</summary>
    public string? Over { get; init; }

    /// <summary>For <c>repeat</c>: how many repeated values are allowed.</summary>
    public int Allow { get; init; }

    /// <summary>For <c>witness</c>: where the value was read.</summary>
    public Territories.TerritoryId Territory { get; init; }

    /// <summary>For <c>witness</c>: when.</summary>
    public Period Period { get; init; }

    /// <summary>For <c>witness</c>: of which breakdown; empty for the total.</summary>
    public string Breakdown { get; init; } = "";

    /// <summary>For <c>witness</c>: the value a person read.</summary>
    public double Value { get; init; }

    /// <summary>For <c>witness</c> and <c>total</c>: relative tolerance.</summary>
    public double Tolerance { get; init; } = 0.001;

    /// <summary>The line of the recipe.</summary>
    public required Place Place { get; init; }
}
