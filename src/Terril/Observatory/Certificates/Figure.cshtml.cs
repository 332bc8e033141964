using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Terril.Observatory.Explaining;
using Terril.Observatory.Indicators;
using Terril.Observatory.Public;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Cache;
using Terril.Shared.Web;

namespace Terril.Observatory.Certificates;

/// <summary>The birth certificate of a figure: formula, inputs, raw rows, files, checks, what happened to it since.</summary>
[SharedPage("breakdown")]
[Costly]
[RequestTimeout(BoundsModule.Explanation)]
public sealed class FigurePage : ReleasePage
{
    private const int MostTerms = 7;

    public Indicator Indicator { get; private set; } = null!;

    public Territory Territory { get; private set; } = null!;

    public Explanation Explanation { get; private set; } = null!;

    public Figure Figure => Explanation.Figure;

    public FigureKey Key => Figure.Key;

    /// <summary>Every raw row under the figure, file by file.</summary>
    public IReadOnlyList<RowsOfFile> Files { get; private set; } = [];

    /// <summary>What the checks found about the files or the indicator of the figure.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public IReadOnlyList<Superseded> Earlier { get; private set; } = [];

    public Origin Origin => Explanation.Origin;

    /// <summary>The sign between the terms of the formula.</summary>
    public string Operator => Origin == Origin.Ratio ? "÷" : "+";

    /// <summary>The numbers of the formula, the largest first in a sum; none where there is nothing to add or divide.</summary>
    public IReadOnlyList<string> Terms
    {
        get
        {
            if (Origin == Origin.Ratio) return [.. Explanation.Inputs.Select(i => T.Precise(i.Figure.Value, IndicatorOf(i).Unit))];
            if (Origin is not (Origin.SumOfMembers or Origin.SumOfParts or Origin.Read)) return [];
            var known = Origin == Origin.Read
                ? Explanation.Rows.Select(r => r.Value).Where(double.IsFinite).ToList()
                : [.. Explanation.Inputs.Where(i => i.Figure.HasValue).Select(i => i.Figure.Value)];
            if (known.Count < 2 || !AddsUp(known)) return [];
            return known.Count <= MostTerms ? [.. known.Select(v => T.Precise(v))] : [.. known.Take(MostTerms).Select(v => T.Precise(v)), "…"];
        }
    }

    // Rows may also make a mean, a count, a share: then their sum is not the figure. Of a sum, only some inputs may be shown.
    private bool AddsUp(List<double> values) =>
        Explanation.InputCount > Explanation.Inputs.Count || Math.Abs(values.Sum() - Figure.Value) <= 1e-9 * Math.Abs(Figure.Value);

    public string BreakdownName => T.Breakdown(Release, Key.Breakdown);

    public IActionResult OnGet(string indicator, string level, string code, string period, string? breakdown)
    {
        if (Release.Site.Indicator(indicator) is not { } known || Release.Find(new TerritoryId(level, code)) is not { } territory) return NotFound();
        if (!Period.TryParse(period, out var when)) return Refuse("period", T["Écrivez une année, un mois ou un jour : 2021, 2021-03, 2021-03-05.", "Write a year, a month or a day: 2021, 2021-03, 2021-03-05."]);
        var dimensions = Release.Dimensions(known);
        if (Breakdowns.Codes(dimensions, breakdown ?? "") is not { } codes)
            return Refuse("breakdown", dimensions.Count == 0 ? T["Cet indicateur n’a pas de ventilation.", "This indicator has no breakdown."] : T[$"Écrivez par exemple {Example(dimensions[0])}.", $"Write for instance {Example(dimensions[0])}."]);

        var key = new FigureKey(known.Id, Breakdowns.Key(dimensions, codes), territory.Id, when);
        if (Explain.Run(Published.Store, Release, key, HttpContext.RequestAborted) is not { } explanation) return NotFound();

        (Indicator, Territory, Explanation) = (known, territory, explanation);
        Files = RowsOfFile.Under(explanation);
        Findings = [.. Release.Findings.Where(Concerns)];
        Earlier = [.. Release.Superseded(known.Id, key.Breakdown, territory.Id).Where(s => s.Key.Period == when).OrderBy(s => s.Edition.Published)];
        return Page();
    }

    public Source? SourceOf(Edition edition) => Release.Site.Sources.FirstOrDefault(s => s.Id == edition.Source);

    public Indicator IndicatorOf(Explanation part) => Release.Site.Indicator(part.Figure.Key.Indicator) ?? Indicator;

    /// <summary>The page of an input, when the release shows it.</summary>
    public string? AddressOf(Explanation input) => Release.Find(input.Figure.Key) is null ? null : Links.Figure(input.Figure.Key);

    /// <summary>What tells an input from the others: its indicator, its part or its territory.</summary>
    public string NameOf(Explanation input)
    {
        var (key, own) = (input.Figure.Key, Key);
        if (key.Territory != own.Territory) return Release.Geography.Find(key.Territory)?.Name ?? key.Territory.Code;
        if (key.Indicator != own.Indicator) return T[IndicatorOf(input).Short] + (key.Breakdown.Length > 0 ? $", {T.Breakdown(Release, key.Breakdown)}" : "") + (key.Period != own.Period ? $", {T.Period(key.Period)}" : "");
        return key.Breakdown.Length > 0 ? T.Breakdown(Release, key.Breakdown) : T.Period(key.Period);
    }

    /// <summary>How a value came to be, in words.</summary>
    public string OriginOf(Explanation part) => part.Origin switch
    {
        Origin.Read => T["lu dans les lignes d’un fichier", "read in the rows of a file"],
        Origin.SumOfMembers => T[$"somme de {T.Number(part.InputCount)} territoires qu’il contient", $"sum of the {T.Number(part.InputCount)} territories it contains"],
        Origin.SumOfParts => T[$"somme de {T.Number(part.InputCount)} parties", $"sum of {T.Number(part.InputCount)} parts"],
        Origin.MeanOfMembers => T[$"moyenne pondérée de {T.Number(part.InputCount)} territoires", $"weighted mean of {T.Number(part.InputCount)} territories"],
        Origin.Ratio => T["un indicateur rapporté à un autre", "one indicator over another"],
        _ => T["rien n’a été trouvé pour cette cellule", "nothing was found for this cell"],
    };

    private bool Concerns(Finding finding) =>
        finding.Place is { } place && Files.Any(f => f.Edition.Path == place.File || place.File.StartsWith($"{f.Edition.Path}!", StringComparison.Ordinal) || SourceOf(f.Edition)?.Place.File == place.File)
        || finding.Message.Fr.Contains(Indicator.Id, StringComparison.Ordinal);

    private static string Example(Dimension dimension) => $"{dimension.Id}={dimension.Codes[0]}";
}
