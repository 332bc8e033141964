using Terril.Observatory;

namespace Terril.Visits.After.Report;

/// <summary>How somebody who cannot use a document gets what is in it. One of the three is always said.</summary>
public sealed class VisitDocumentAccess
{
    public Guid DocumentId { get; init; }

    /// <summary>The document is accessible as it is.</summary>
    public bool IsAccessible { get; set; }

    /// <summary>An accessible version of it.</summary>
    public Guid? FileId { get; set; }

    /// <summary>Why there is none, and what to do instead.</summary>
    public string ExceptionFr { get; set; } = "";

    public string ExceptionEn { get; set; } = "";

    public Text Exception => new(ExceptionFr, ExceptionEn.Length > 0 ? ExceptionEn : ExceptionFr);
}
