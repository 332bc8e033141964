using Terril.Observatory;
using Terril.Shared.Database;

namespace Terril.Agenda.Feeds;

/// <summary>The calendar of a member, read from time to time; or a file that was read once.</summary>
public sealed class AgendaFeed
{
    private const string Webcal = "webcal://";

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    /// <summary>Empty for a file.</summary>
    public string Address { get; set; } = "";

    /// <summary>Whose it is; its events are theirs.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Where its events are when they do not say, as <see cref="SpacedKeys"/>; so are its themes.</summary>
    public string Territories { get; set; } = "";

    public string Themes { get; set; } = "";

    /// <summary>What it announces is published as it is read; else the team reads it first.</summary>
    public bool IsTrusted { get; set; }

    /// <summary>It is read. What was read of one that is not stays.</summary>
    public bool IsOn { get; set; }

    /// <summary>What its server said of what it gave: when nothing changed, nothing travels.</summary>
    public string? Tag { get; set; }

    public DateTimeOffset? Modified { get; set; }

    /// <summary>When it was last asked for.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>When it was last read, changed or not.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    /// <summary>How many times it was asked for in vain since it was last read.</summary>
    public int Failures { get; set; }

    /// <summary>What came of the last time, in a sentence.</summary>
    public string SaysFr { get; set; } = "";

    public string SaysEn { get; set; } = "";

    /// <summary>What was not read as it is written: a line each, French, a tab, English.</summary>
    public string Report { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    public Text Says
    {
        get => new(SaysFr, SaysEn);
        set => (SaysFr, SaysEn) = (value.Fr, value.En);
    }

    /// <summary>As a browser opens it.</summary>
    public string WebAddress => Address.StartsWith(Webcal, StringComparison.OrdinalIgnoreCase) ? $"https://{Address[Webcal.Length..]}" : Address;

    public IReadOnlyList<Text> Findings => [.. Report.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).Where(l => l.Length == 2).Select(l => new Text(l[0], l[1]))];
}
