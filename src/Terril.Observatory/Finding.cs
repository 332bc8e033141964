namespace Terril.Observatory;

/// <summary>What a finding does to a release.</summary>
public enum Severity
{
    /// <summary>To know; nothing to do.</summary>
    Note,

    /// <summary>Published with the release, for a person to look at.</summary>
    Warning,

    /// <summary>Nothing is published until it is mended.</summary>
    Stop,
}

/// <summary>Where in a file: line and column are counted from 1, as an editor shows them.</summary>
/// <param name="File">Path as the site folder writes it, with <c>/</c>; an entry of an archive follows a <c>!</c>.</param>
/// <param name="Line">Line, or row of a sheet; none when the whole file is meant.</param>
/// <param name="Column">Column of the table (not of the character) in data; column of the text in YAML.</param>
public sealed record Place(string File, int? Line = null, int? Column = null)
{
    /// <inheritdoc/>
    public override string ToString() => (Line, Column) switch
    {
        (null, _) => File,
        (_, null) => $"{File}:{Line}",
        _ => $"{File}:{Line}:{Column}",
    };
}

/// <summary>Something found while reading, computing or checking: a place, a rule, a sentence that says what to do.</summary>
/// <param name="Severity">Whether it stops a release.</param>
/// <param name="Rule">Stable name of the rule, kebab-case: <c>unknown-code</c>, <c>not-a-number</c>…</param>
/// <param name="Place">Where, when it is in a file.</param>
/// <param name="Message">What is wrong and what to do, one line.</param>
public sealed record Finding(Severity Severity, string Rule, Place? Place, Text Message)
{
    /// <summary>One line: place, sentence and rule, in <paramref name="language"/>.</summary>
    public string In(string language) =>
        Place is null ? $"{Message.In(language)} [{Rule}]" : $"{Place}: {Message.In(language)} [{Rule}]";

    /// <inheritdoc/>
    public override string ToString() => In("fr");
}

/// <summary>Input that cannot be read any further. Carries at least one <see cref="Severity.Stop"/> finding.</summary>
public sealed class FaultyInputException : Exception
{
    /// <summary>The findings, the first of which is the message.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Refuses the input for several reasons.</summary>
    public FaultyInputException(IReadOnlyList<Finding> findings) : base(findings[0].In("en")) => Findings = findings;

    /// <summary>Refuses the input for one reason.</summary>
    public FaultyInputException(string rule, Place? place, string fr, string en)
        : this([new Finding(Severity.Stop, rule, place, new Text(fr, en))]) { }
}
