using Terril.Observatory;

namespace Terril.Shared.Forms;

/// <summary>What is wrong with a form, field by field; the sentence follows « Erreur : » and says what to write.</summary>
public sealed class FormFaults
{
    private readonly List<(string Field, Text What)> _all = [];

    public IReadOnlyList<(string Field, Text What)> All => _all;

    public bool Any => _all.Count > 0;

    public Text? this[string field] => _all.Find(f => f.Field == field) is { Field: not null } fault ? fault.What : null;

    public void Add(string field, string fr, string en) => _all.Add((field, new(fr, en)));

    public void Add(string field, Text what) => _all.Add((field, what));

    /// <summary>A field, with what is wrong with it.</summary>
    public FormField Field(string name, string? value, string label) => new(name, value, label) { Fault = this[name] };
}

/// <summary>A field of a form, as <c>_Field.cshtml</c> writes it. What was typed is kept.</summary>
/// <param name="Name">Of the property of the form; also its identity in the page.</param>
public sealed record FormField(string Name, string? Value, string Label)
{
    public Text? Fault { get; init; }

    public string? Hint { get; init; }

    public bool IsOptional { get; init; }

    /// <summary><c>text</c>, <c>date</c>, <c>time</c>, <c>email</c>, <c>tel</c>, <c>search</c>.</summary>
    public string Type { get; init; } = "text";

    /// <summary>More than one: a box of that many lines.</summary>
    public int Rows { get; init; } = 1;

    public bool IsShort { get; init; }

    public int Most { get; init; } = 200;

    /// <summary>The only values allowed.</summary>
    public IReadOnlyList<(string Value, string Label)>? Choices { get; init; }

    /// <summary>What the keyboard of a telephone shows.</summary>
    public string? Keys { get; init; }
}

/// <summary>Boxes to tick, or one to choose.</summary>
public sealed record Picks(string Name, string Legend, IReadOnlyList<(string Value, string Label)> Choices, IReadOnlyCollection<string> Chosen)
{
    public bool IsOne { get; init; }

    public Text? Fault { get; init; }

    public string? Hint { get; init; }
}
