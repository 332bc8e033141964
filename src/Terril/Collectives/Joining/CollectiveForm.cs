using Terril.Shared.Forms;
using Terril.Shared.Ui;

namespace Terril.Collectives.Joining;

/// <summary>What is typed of a collective.</summary>
public sealed class CollectiveForm
{
    private const int MostAxes = 12;

    public string? NameFr { get; set; }

    public string? NameEn { get; set; }

    public string? PurposeFr { get; set; }

    public string? PurposeEn { get; set; }

    public string? StartsOn { get; set; }

    public string? EndsOn { get; set; }

    public bool IsOpen { get; set; }

    public bool IsPublished { get; set; }

    /// <summary>One a line, in order; English after a bar.</summary>
    public string? Axes { get; set; }

    public static CollectiveForm Of(Collective c) => new()
    {
        NameFr = c.NameFr, NameEn = c.NameEn, PurposeFr = c.PurposeFr, PurposeEn = c.PurposeEn,
        StartsOn = c.StartsOn is { } from ? Links.Iso(from) : "", EndsOn = c.EndsOn is { } to ? Links.Iso(to) : "", IsOpen = c.IsOpen, IsPublished = c.IsPublished,
        Axes = string.Join('\n', c.Axes.OrderBy(a => a.Position).Select(a => a.NameEn.Length > 0 ? $"{a.NameFr} | {a.NameEn}" : a.NameFr)),
    };

    public (Action<Collective> Write, IReadOnlyList<(string Fr, string En)> Axes) Read(FormFaults faults)
    {
        var (nameFr, nameEn) = (faults.Line(nameof(NameFr), NameFr, 120, isNeeded: true), faults.Line(nameof(NameEn), NameEn, 120));
        var (purposeFr, purposeEn) = (faults.Words(nameof(PurposeFr), PurposeFr, 600, isNeeded: true), faults.Words(nameof(PurposeEn), PurposeEn, 600));
        var (from, to) = (faults.Day(nameof(StartsOn), StartsOn, isNeeded: false), faults.Day(nameof(EndsOn), EndsOn, isNeeded: false));
        if (to < from) faults.Add(nameof(EndsOn), "le dernier jour vient après le premier", "the last day comes after the first");
        var axes = faults.Words(nameof(Axes), Axes, 2_000).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries)).Select(parts => (parts[0], parts.Length > 1 ? parts[1] : "")).ToList();
        if (axes.Count > MostAxes) faults.Add(nameof(Axes), $"douze axes au plus : il y en a {axes.Count}", $"twelve axes at most: there are {axes.Count}");
        return (c =>
        {
            (c.NameFr, c.NameEn, c.PurposeFr, c.PurposeEn) = (nameFr, nameEn, purposeFr, purposeEn);
            (c.StartsOn, c.EndsOn, c.IsOpen, c.IsPublished) = (from, to, IsOpen, IsPublished);
        }, axes);
    }
}
