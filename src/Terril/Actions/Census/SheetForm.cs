using System.Globalization;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Search;

namespace Terril.Actions.Census;

/// <summary>What is typed of an action, by whoever types it.</summary>
public class SheetForm
{
    private const int MostWords = 4_000;

    public string? TitleFr { get; set; }

    public string? TitleEn { get; set; }

    public string? WhatFr { get; set; }

    public string? WhatEn { get; set; }

    public string? Lead { get; set; }

    /// <summary>One a line.</summary>
    public string? Partners { get; set; }

    /// <summary>One a line.</summary>
    public string? Territories { get; set; }

    public string? Latitude { get; set; }

    public string? Longitude { get; set; }

    /// <summary>GeoJSON, or WKT.</summary>
    public string? Area { get; set; }

    public string[] Themes { get; set; } = [];

    /// <summary>One a line.</summary>
    public string? Indicators { get; set; }

    public string[] Axes { get; set; } = [];

    public string[] Plans { get; set; } = [];

    public string? PlanName { get; set; }

    public ActionStage? Stage { get; set; }

    public string? StartsOn { get; set; }

    public string? EndsOn { get; set; }

    public string? MeansFr { get; set; }

    public string? MeansEn { get; set; }

    public string? EffectFr { get; set; }

    public string? EffectEn { get; set; }

    public string? EffectMethod { get; set; }

    public string? ResultsFr { get; set; }

    public string? ResultsEn { get; set; }

    /// <summary>One a line.</summary>
    public string? Addresses { get; set; }

    public string? CircuitSlug { get; set; }

    public string? Practice { get; set; }

    public void Show(ActionSheet sheet, TypedSubjects names, CollectivesSaid who)
    {
        (TitleFr, TitleEn, WhatFr, WhatEn) = (sheet.TitleFr, sheet.TitleEn, sheet.WhatFr, sheet.WhatEn);
        Lead = who.Organisation(sheet.LeadId)?.Name ?? sheet.LeadName;
        Partners = string.Join('\n', sheet.Partners.OrderBy(p => p.Position).Select(p => who.Organisation(p.OrganisationId)?.Name ?? p.Name));
        (Territories, Indicators) = (names.Say(sheet.Territories), names.Say(sheet.Indicators));
        (Latitude, Longitude) = (sheet.Latitude?.ToString(CultureInfo.InvariantCulture), sheet.Longitude?.ToString(CultureInfo.InvariantCulture));
        Area = sheet.Area?.Shape;
        (Themes, Axes, Plans, PlanName) = ([.. SpacedKeys.List(sheet.Themes)], [.. SpacedKeys.List(sheet.Axes)], [.. SpacedKeys.List(sheet.Plans)], sheet.PlanName);
        (Stage, StartsOn, EndsOn) = (sheet.Stage, Day(sheet.StartsOn), Day(sheet.EndsOn));
        (MeansFr, MeansEn, EffectFr, EffectEn, EffectMethod, ResultsFr, ResultsEn) = (sheet.MeansFr, sheet.MeansEn, sheet.EffectFr, sheet.EffectEn, sheet.EffectMethod, sheet.ResultsFr, sheet.ResultsEn);
        (Addresses, CircuitSlug, Practice) = (sheet.Links, sheet.CircuitSlug, sheet.Practice);
    }

    /// <summary>Puts what was typed in the sheet, once nothing is wrong with it; else says what is, field by field.</summary>
    /// <param name="lead">Who leads it whatever is typed: the organisation of a member.</param>
    public bool Fill(ActionSheet sheet, TypedSubjects names, IReadOnlyList<(string Value, string Label)> themes, CollectivesSaid who, FormFaults faults, OrganisationBrief? lead = null)
    {
        var (titleFr, titleEn) = (faults.Line(nameof(TitleFr), TitleFr, 120, isNeeded: true), faults.Line(nameof(TitleEn), TitleEn, 120));
        if (titleFr.Length > 0 && SearchText.Normalise(titleFr).Length == 0) faults.Add(nameof(TitleFr), "écrivez un titre avec des lettres", "write a title with letters");
        var (whatFr, whatEn) = (faults.Words(nameof(WhatFr), WhatFr, MostWords, isNeeded: true), faults.Words(nameof(WhatEn), WhatEn, MostWords));
        var leadName = lead?.Name ?? faults.Line(nameof(Lead), Lead, 200, isNeeded: true);
        var partners = faults.Words(nameof(Partners), Partners, MostWords).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var territories = names.ReadTerritories(nameof(Territories), Territories, sheet.Territories, faults);
        var indicators = names.ReadIndicators(nameof(Indicators), Indicators, sheet.Indicators, faults);
        var (latitude, longitude) = (Degrees(faults, nameof(Latitude), Latitude, 90), Degrees(faults, nameof(Longitude), Longitude, 180));
        if (latitude is null != longitude is null && !faults.Any) faults.Add(nameof(Latitude), "donnez les deux coordonnées, ou aucune", "give both coordinates, or neither");
        var area = Ground(faults, nameof(Area), Area);
        var (starts, ends) = (Day(faults, nameof(StartsOn), StartsOn), Day(faults, nameof(EndsOn), EndsOn));
        if (ends < starts) faults.Add(nameof(EndsOn), "la fin vient après le début", "the end comes after the beginning");
        if (Stage is null || !Enum.IsDefined(Stage.Value)) faults.Add(nameof(Stage), "dites où elle en est", "say how far it is");
        var planName = faults.Line(nameof(PlanName), PlanName, 120);
        if (Plans.Contains("other") && planName.Length == 0) faults.Add(nameof(PlanName), "nommez cet autre plan", "name that other plan");
        var (meansFr, meansEn) = (faults.Words(nameof(MeansFr), MeansFr), faults.Words(nameof(MeansEn), MeansEn));
        var (effectFr, effectEn, method) = (faults.Words(nameof(EffectFr), EffectFr), faults.Words(nameof(EffectEn), EffectEn), faults.Words(nameof(EffectMethod), EffectMethod));
        var (resultsFr, resultsEn) = (faults.Words(nameof(ResultsFr), ResultsFr), faults.Words(nameof(ResultsEn), ResultsEn));
        var addresses = Web(faults, nameof(Addresses), Addresses);
        var practice = Web(faults, nameof(Practice), Practice);
        var circuit = faults.Line(nameof(CircuitSlug), CircuitSlug, 120);
        if (faults.Any) return false;

        (sheet.TitleFr, sheet.TitleEn, sheet.WhatFr, sheet.WhatEn, sheet.Territories, sheet.Indicators) = (titleFr, titleEn, whatFr, whatEn, territories, indicators);
        var known = lead ?? who.Named(leadName);
        (sheet.LeadId, sheet.LeadName) = (known?.Id, leadName);
        Associate(sheet, partners, who);
        (sheet.Latitude, sheet.Longitude, sheet.StartsOn, sheet.EndsOn, sheet.Stage) = (latitude, longitude, starts, ends, Stage!.Value);
        Settle(sheet, area);
        sheet.Themes = SpacedKeys.Of(Themes.Where(t => themes.Any(known => known.Value == t) || sheet.Themes.Contains(SpacedKeys.One(t), StringComparison.Ordinal)));
        sheet.Axes = SpacedKeys.Of(Axes.Where(a => Guid.TryParse(a, out var id) && (who.Axis(id) is not null || sheet.Axes.Contains(SpacedKeys.One(a), StringComparison.Ordinal))));
        (sheet.Plans, sheet.PlanName) = (SpacedKeys.Of(Plans.Where(ActionWords.IsPlan)), planName);
        (sheet.MeansFr, sheet.MeansEn, sheet.EffectFr, sheet.EffectEn, sheet.EffectMethod) = (meansFr, meansEn, effectFr, effectEn, method);
        (sheet.ResultsFr, sheet.ResultsEn, sheet.Links, sheet.CircuitSlug, sheet.Practice) = (resultsFr, resultsEn, addresses, circuit, practice);
        sheet.Words = WordsOf(sheet);
        return true;
    }

    public static string WordsOf(ActionSheet sheet) => SearchText.Normalise($"{sheet.TitleFr} {sheet.TitleEn} {sheet.LeadName} {sheet.WhatFr}");

    /// <summary>Those that take part, in their order. Rows that say the same already are left as they are.</summary>
    public static void Associate(ActionSheet sheet, IReadOnlyList<string> names, CollectivesSaid who)
    {
        var kept = sheet.Partners.OrderBy(p => p.Position).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            if (i == kept.Count)
            {
                kept.Add(new() { SheetId = sheet.Id });
                sheet.Partners.Add(kept[i]);
            }
            (kept[i].Position, kept[i].Name, kept[i].OrganisationId) = (i + 1, names[i], who.Named(names[i])?.Id);
        }
        foreach (var left in kept.Skip(names.Count)) sheet.Partners.Remove(left);
    }

    /// <summary>Gives it this ground, or none. One that says the same already is left as it is.</summary>
    internal static void Settle(ActionSheet sheet, Area? area)
    {
        if (area is null)
        {
            sheet.Area = null;
            return;
        }
        sheet.Area ??= new() { SheetId = sheet.Id };
        sheet.Area.Shape = area.ToGeoJson();
        (sheet.Area.Latitude, sheet.Area.Longitude) = area.Inside;
        sheet.Area.SquareKilometres = area.SquareKilometres;
    }

    private static Area? Ground(FormFaults faults, string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Census.Area.TryRead(typed.Trim(), out var area, out var wrong)) return area;
        faults.Add(field, wrong);
        return null;
    }

    private static string Web(FormFaults faults, string field, string? typed)
    {
        var lines = faults.Words(field, typed).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var line in lines.Where(l => !TypedFields.IsWeb(l))) faults.Add(field, $"« {line} » : écrivez une adresse qui commence par https://", $"“{line}”: write an address that begins with https://");
        return string.Join('\n', lines);
    }

    private static double? Degrees(FormFaults faults, string field, string? typed, double bound)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (double.TryParse(typed.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) && Math.Abs(read) <= bound) return read;
        faults.Add(field, $"écrivez des degrés, de −{bound} à {bound}", $"write degrees, from −{bound} to {bound}");
        return null;
    }

    private static DateOnly? Day(FormFaults faults, string field, string? typed) => faults.Day(field, typed, isNeeded: false);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
