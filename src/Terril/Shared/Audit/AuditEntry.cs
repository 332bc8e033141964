using Terril.Shared.Search;

namespace Terril.Shared.Audit;

/// <summary>A line of the trail: somebody did something to something. It is written once; nothing of it can be set afterwards.</summary>
public sealed class AuditEntry
{
    private const int LongestDetail = 1000;

    private AuditEntry() { }

    public AuditEntry(string? personName, string act, string kind, string? subject, string? detail)
    {
        (PersonName, Act, Kind, Subject) = (personName, act, kind, subject);
        Detail = detail is { Length: > LongestDetail } ? detail[..LongestDetail] : detail;
        Words = SearchText.Normalise(string.Join(' ', PersonName, Act, Kind, Subject, Detail));
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for nobody in particular: a visitor, a job, a command.</summary>
    public required Guid? PersonId { get; init; }

    /// <summary>As it was then. The program itself is « Terril »; a visitor has none.</summary>
    public string? PersonName { get; private init; }

    /// <summary>What was done, as its room names it: <c>accounts.invite</c>.</summary>
    public string Act { get; private init; } = "";

    /// <summary>What it was done to: <c>person</c>, <c>mail</c>.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>Which one.</summary>
    public string? Subject { get; private init; }

    /// <summary>What is worth keeping of it, in a sentence. Never a secret, never what a person wrote.</summary>
    public string? Detail { get; private init; }

    /// <summary>The network that it was done from, never the very address: 192.0.2.0, 2001:db8:1::. Null for a job or a command.</summary>
    public required string? Origin { get; init; }

    /// <summary>What it is found by.</summary>
    public string Words { get; private init; } = "";
}
