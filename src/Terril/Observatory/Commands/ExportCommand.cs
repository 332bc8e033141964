using System.CommandLine;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory export</c>: observations as CSV, sorted, full precision.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var folder = ObservatoryCommands.Required("--out", "Dossier des publications / Folder of the releases");
        var release = ObservatoryCommands.Optional("--release", "Publication ; celle en vigueur si rien n’est dit / Release; the one in force when not said");
        var indicator = ObservatoryCommands.Optional("--indicator", "Indicateur / Indicator");
        var level = ObservatoryCommands.Optional("--level", "Niveau / Level");
        var territory = ObservatoryCommands.Optional("--territory", "niveau:code, ou code / level:code, or code");
        var period = ObservatoryCommands.Optional("--period", "Période / Period");
        var format = ObservatoryCommands.Optional("--format", "csv");
        return Talk.Command("export", "Exporte les chiffres / Exports the figures", [folder, release, indicator, level, territory, period, format], (parsed, talk) =>
        {
            if ((parsed.GetValue(format) ?? "csv") != "csv")
                throw new FaultyInputException("unknown-format", null, "« --format » : csv", "“--format”: csv");
            var store = Talk.Store(parsed.GetRequiredValue(folder));
            var opened = parsed.GetValue(release) is { } id ? store.Open(id) : store.Current!;
            var figures = Chosen(opened, parsed.GetValue(indicator), parsed.GetValue(level), parsed.GetValue(territory), parsed.GetValue(period));
            if (talk.IsJson) talk.Write(figures.Select(f => Shape(opened, f)));
            else Write(talk.Out, opened, figures);
            return 0;
        });
    }

    private static void Write(TextWriter to, Release release, IEnumerable<Figure> figures)
    {
        to.Write(Export.Header + "\n");
        foreach (var figure in figures) Export.Write(to, figure, release.Indicator(figure.Key.Indicator)!.Unit);
    }

    private static IEnumerable<Figure> Chosen(Release release, string? indicator, string? level, string? territory, string? period)
    {
        if (indicator is not null && release.Indicator(indicator) is null)
            throw new FaultyInputException("unknown-indicator", null, $"il n’y a pas d’indicateur « {indicator} » ; indicateurs : {Ids(release)}", $"there is no indicator “{indicator}”; indicators: {Ids(release)}");
        if (level is not null && !release.Geography.Levels.Contains(level))
            throw new FaultyInputException("unknown-level", null, $"« {level} » n’est pas un niveau ; niveaux : {string.Join(", ", release.Geography.Levels)}", $"“{level}” is no level; levels: {string.Join(", ", release.Geography.Levels)}");
        Period? when = null;
        if (period is not null)
            when = Period.TryParse(period, out var read) ? read : throw new FaultyInputException("bad-period", null, $"« {period} » n’est ni une année, ni un mois, ni un jour", $"“{period}” is no year, month or day");
        if (territory is null) return release.Figures(indicator, level, null, when);
        var found = Places(release, level, territory).ToList();
        return found.Count > 0 ? found.SelectMany(id => release.Figures(indicator, level, id, when))
            : throw new FaultyInputException("unknown-territory", null, $"la publication ne montre pas de territoire « {territory} » ; l’écrire niveau:code, par exemple region:32", $"the release shows no territory “{territory}”; write it level:code, for example region:32");
    }

    private static IEnumerable<TerritoryId> Places(Release release, string? level, string text)
    {
        if (TerritoryId.TryParse(text, out var id)) return release.Find(id) is null ? [] : [id];
        return release.Geography.Levels.Where(l => level is null || l == level).Select(l => new TerritoryId(l, text)).Where(t => release.Find(t) is not null);
    }

    private static string Ids(Release release) => string.Join(", ", release.Site.Indicators.Select(i => i.Id));

    private static object Shape(Release release, Figure f) => new
    {
        indicator = f.Key.Indicator,
        breakdown = f.Key.Breakdown,
        level = f.Key.Territory.Level,
        territory = f.Key.Territory.Code,
        period = f.Period.ToString(),
        value = f.HasValue ? f.Value : (double?)null,
        unit = release.Indicator(f.Key.Indicator)!.Unit,
        status = f.Status.Name(),
        coverage = double.IsNaN(f.Coverage) ? (double?)null : f.Coverage,
    };
}
