using Terril.Observatory.Indicators;

namespace Terril.Observatory.Releases;

/// <summary>Why a value changed.</summary>
public enum ChangeCause
{
    /// <summary>The producer's file changed.</summary>
    Revision,

    /// <summary>Our recipe or the engine changed.</summary>
    Method,

    /// <summary>The vintage of territories changed.</summary>
    Territories,

    /// <summary>A period, an indicator or a territory that was not there.</summary>
    New,

    /// <summary>No longer published.</summary>
    Withdrawn,
}

/// <summary>One value that differs between two releases.</summary>
public sealed record Change(FigureKey Key, double Before, Status StatusBefore, double After, Status StatusAfter, ChangeCause Cause);

/// <summary>What changed from one release to another.</summary>
public static class ReleaseDiff
{
    /// <summary>Every changed value with its cause, sorted like an export. Identical releases give none.</summary>
    public static IReadOnlyList<Change> Between(Release before, Release after) => throw new NotImplementedException();
}
