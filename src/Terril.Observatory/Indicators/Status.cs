namespace Terril.Observatory.Indicators;

/// <summary>What a value is worth. Seven things that are never mixed; zero is a value, not a status.</summary>
public enum Status : byte
{
    /// <summary>Nobody ever said anything about this cell. Not exported, not shown as a hole.</summary>
    None,

    /// <summary>Consolidated, to be quoted.</summary>
    Reference,

    /// <summary>Will be computed again by its producer.</summary>
    Provisional,

    /// <summary>Modelled or shared out, not measured.</summary>
    Estimated,

    /// <summary>As delivered.</summary>
    Raw,

    /// <summary>A lower bound: some of it is secret or missing. Shown "at least", with its coverage.</summary>
    Partial,

    /// <summary>Known, not publishable.</summary>
    Secret,

    /// <summary>Announced by the source, without a value.</summary>
    Unavailable,
}

/// <summary>How statuses combine when values do.</summary>
public static class Statuses
{
    /// <summary>True when there is a number to show.</summary>
    public static bool HasValue(this Status status) => status is >= Status.Reference and <= Status.Partial;

    /// <summary>The status of a value made of two values: the weaker of the two, a lower bound being the weakest.</summary>
    public static Status And(this Status one, Status other) => Weakness(one) >= Weakness(other) ? one : other;

    /// <summary>Lower-case English name, as in exports.</summary>
    public static string Name(this Status status) => status switch
    {
        Status.Reference => "reference",
        Status.Provisional => "provisional",
        Status.Estimated => "estimated",
        Status.Raw => "raw",
        Status.Partial => "partial",
        Status.Secret => "secret",
        Status.Unavailable => "unavailable",
        _ => "none",
    };

    /// <summary>Reads what <see cref="Name"/> writes; <see cref="Status.None"/> for all else.</summary>
    public static Status Parse(string? name) => name switch
    {
        "reference" => Status.Reference,
        "provisional" => Status.Provisional,
        "estimated" => Status.Estimated,
        "raw" => Status.Raw,
        "partial" => Status.Partial,
        "secret" => Status.Secret,
        "unavailable" => Status.Unavailable,
        _ => Status.None,
    };

    private static int Weakness(Status status) => status switch
    {
        Status.None => 0,
        Status.Reference => 1,
        Status.Raw => 2,
        Status.Provisional => 3,
        Status.Estimated => 4,
        Status.Partial => 5,
        Status.Unavailable => 6,
        _ => 7,
    };
}
