using Terril.Observatory;

namespace Terril.Site.Accessibility;

/// <summary>What is typed to record an audit, and what is wrong with it.</summary>
public sealed class AuditForm
{
    public DateOnly? HeldOn { get; set; }

    public string? Auditor { get; set; }

    public string? Means { get; set; }

    public string? Burden { get; set; }

    public string? Exempt { get; set; }

    public string? Grid { get; set; }

    public IEnumerable<Text> Faults(DateOnly today)
    {
        if (HeldOn is not { } day || day > today || day < today.AddYears(-3)) yield return new("Donnez le jour où l’audit a pris fin : aujourd’hui au plus tard, moins de trois ans.", "Give the day that the audit ended: today at the latest, less than three years ago.");
        if (string.IsNullOrWhiteSpace(Auditor)) yield return new("Dites qui a fait l’audit.", "Say who held the audit.");
        if (string.IsNullOrWhiteSpace(Means)) yield return new("Dites avec quels outils et dans quel environnement.", "Say with which tools and in which environment.");
    }
}
