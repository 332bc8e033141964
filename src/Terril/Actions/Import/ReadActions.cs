using System.Globalization;
using Terril.Actions.Census;
using Terril.Observatory;
using Terril.Observatory.Reading;
using Terril.Observatory.Territories;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Search;

namespace Terril.Actions.Import;

/// <summary>An action as a table writes it.</summary>
/// <param name="Partners">Names of organisations; null when the table says nothing of them.</param>
/// <param name="Fill">Puts all else in a sheet.</param>
internal sealed record WrittenAction(string Key, string Lead, IReadOnlyList<string>? Partners, Action<ActionSheet> Fill, int Line);

/// <summary>Reads a table of actions, its headings in French. All faults are said at once, each with its line and column.</summary>
internal sealed class ReadActions
{
    private const int Longest = 4_000;

    /// <summary>What a table may hold; the first three are needed in each row.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "identifiant", "titre", "pilote", "titre_en", "description", "description_en", "partenaires", "territoires", "latitude", "longitude", "perimetre", "themes", "indicateurs", "plans", "autre_plan",
        "stade", "debut", "fin", "moyens", "moyens_en", "effet", "effet_en", "methode_effet", "resultats", "resultats_en", "liens", "visite", "retour_experience", "source", "lien_source",
    ];

    // Written by the export, read by nobody.
    private static readonly string[] s_passed = ["axes", "confirmee_le", "modifiee_le", "page"];

    private readonly List<Finding> _findings = [];
    private readonly RowReader _rows;
    private readonly HashSet<string> _columns;
    private readonly IReadOnlySet<string>? _indicators;

    private ReadActions(RowReader rows, IReadOnlySet<string>? indicators) => (_rows, _columns, _indicators) = (rows, rows.Columns.ToHashSet(StringComparer.Ordinal), indicators);

    /// <param name="bytes">The whole file, seekable; it is disposed of.</param>
    /// <param name="indicators">Those that there are; null when nobody knows.</param>
    /// <exception cref="FaultyInputException">With every fault found.</exception>
    public static IReadOnlyList<WrittenAction> Run(Stream bytes, string name, IReadOnlySet<string>? indicators)
    {
        using var rows = RowReader.Open(bytes, name, new());
        var reading = new ReadActions(rows, indicators);
        reading.CheckColumns();
        List<WrittenAction> actions = [];
        while (rows.Next()) actions.Add(reading.Row());
        foreach (var twice in actions.Where(a => a.Key.Length > 0).GroupBy(a => a.Key, StringComparer.Ordinal).Where(g => g.Count() > 1))
            reading.Fault("identifiant", "duplicate-key", $"« {twice.Key} » est déjà à la ligne {twice.First().Line}", $"“{twice.Key}” is on line {twice.First().Line} already", twice.Last().Line);
        return reading._findings.Count > 0 ? throw new FaultyInputException(reading._findings) : actions;
    }

    private void CheckColumns()
    {
        foreach (var (i, column) in _rows.Columns.Index())
            if (column.Length > 0 && !Columns.Contains(column) && !s_passed.Contains(column))
                _findings.Add(new(Severity.Stop, "unknown-column", new Place(_rows.Name, 1, i + 1), new($"la colonne « {column} » n’existe pas ; acceptées : {string.Join(", ", Columns)}", $"there is no column “{column}”; accepted: {string.Join(", ", Columns)}")));
        foreach (var missing in Columns.Take(3).Where(c => _rows.ColumnOf(c) < 0))
            _findings.Add(new(Severity.Stop, "missing-column", new Place(_rows.Name, 1), new($"la colonne « {missing} » est nécessaire", $"the column “{missing}” is needed")));
        if (_findings.Count > 0) throw new FaultyInputException(_findings);
    }

    private WrittenAction Row()
    {
        var (titleFr, titleEn) = (Words("titre", 120, isNeeded: true), Words("titre_en", 120));
        if (titleFr.Length > 0 && SearchText.Normalise(titleFr).Length == 0) Fault("titre", "bad-title", "un titre a des lettres", "a title has letters");
        var (whatFr, whatEn, lead) = (Words("description", Longest), Words("description_en", Longest), Words("pilote", 200, isNeeded: true));
        var (territories, themes, indicators, plans) = (Keys("territoires"), Keys("themes"), Keys("indicateurs"), Keys("plans"));
        foreach (var wrong in territories.Where(t => !TerritoryId.TryParse(t, out _))) Fault("territoires", "bad-territory", $"« {wrong} » : un territoire s’écrit niveau:code", $"“{wrong}”: a territory is written level:code");
        foreach (var wrong in indicators.Where(i => _indicators is not null && !_indicators.Contains(i))) Fault("indicateurs", "unknown-indicator", $"l’indicateur « {wrong} » n’existe pas", $"there is no indicator “{wrong}”");
        foreach (var wrong in plans.Where(p => !ActionWords.IsPlan(p))) Fault("plans", "unknown-value", $"« {wrong} » : l’un de {string.Join(", ", ActionWords.Plans.Select(p => p.Key))}", $"“{wrong}”: one of {string.Join(", ", ActionWords.Plans.Select(p => p.Key))}");
        var stage = Stage();
        var (starts, ends) = (Day("debut"), Day("fin"));
        if (ends < starts) Fault("fin", "bad-day", "la fin vient après le début", "the end comes after the beginning");
        var (latitude, longitude) = (Degrees("latitude", 90), Degrees("longitude", 180));
        if (latitude is null != longitude is null) Fault("latitude", "out-of-range", "les deux coordonnées, ou aucune", "both coordinates, or neither");
        var area = Ground();
        var (links, practice, sourceLink) = (Addresses("liens"), Addresses("retour_experience"), Addresses("lien_source"));
        var (planName, meansFr, meansEn, effectFr, effectEn, method) = (Words("autre_plan", 120), Words("moyens", Longest), Words("moyens_en", Longest), Words("effet", Longest), Words("effet_en", Longest), Words("methode_effet", Longest));
        var (resultsFr, resultsEn, circuit, source) = (Words("resultats", Longest), Words("resultats_en", Longest), Words("visite", 120), Words("source", 500));
        return new(Words("identifiant", 120, isNeeded: true), lead, Has("partenaires") ? List("partenaires") : null, sheet =>
        {
            (sheet.TitleFr, sheet.LeadName) = (titleFr, lead);
            // A column that is not there says nothing: what was known of it stays.
            Put("titre_en", () => sheet.TitleEn = titleEn);
            Put("description", () => sheet.WhatFr = whatFr);
            Put("description_en", () => sheet.WhatEn = whatEn);
            Put("territoires", () => sheet.Territories = SpacedKeys.Of(territories));
            Put("latitude", () => (sheet.Latitude, sheet.Longitude) = (latitude, longitude));
            Put("perimetre", () => SheetForm.Settle(sheet, area));
            Put("themes", () => sheet.Themes = SpacedKeys.Of(themes));
            Put("indicateurs", () => sheet.Indicators = SpacedKeys.Of(indicators));
            Put("plans", () => sheet.Plans = SpacedKeys.Of(plans));
            Put("autre_plan", () => sheet.PlanName = planName);
            Put("stade", () => sheet.Stage = stage);
            Put("debut", () => sheet.StartsOn = starts);
            Put("fin", () => sheet.EndsOn = ends);
            Put("moyens", () => sheet.MeansFr = meansFr);
            Put("moyens_en", () => sheet.MeansEn = meansEn);
            Put("effet", () => sheet.EffectFr = effectFr);
            Put("effet_en", () => sheet.EffectEn = effectEn);
            Put("methode_effet", () => sheet.EffectMethod = method);
            Put("resultats", () => sheet.ResultsFr = resultsFr);
            Put("resultats_en", () => sheet.ResultsEn = resultsEn);
            Put("liens", () => sheet.Links = string.Join('\n', links));
            Put("visite", () => sheet.CircuitSlug = circuit);
            Put("retour_experience", () => sheet.Practice = First(practice));
            Put("source", () => sheet.SourceSays = source);
            Put("lien_source", () => sheet.SourceLink = First(sourceLink));
            sheet.Words = SheetForm.WordsOf(sheet);
        }, _rows.Line);
    }

    private bool Has(string column) => _columns.Contains(column);

    private void Put(string column, Action put)
    {
        if (Has(column)) put();
    }

    private string Cell(string column) => _rows.ColumnOf(column) is >= 0 and var at ? _rows[at].ToString().Trim() : "";

    private string Words(string column, int longest, bool isNeeded = false)
    {
        // What an export disarmed is armed again.
        var said = Cell(column) is ['\'', '=' or '+' or '-' or '@', ..] disarmed ? disarmed[1..] : Cell(column);
        said = said.ReplaceLineEndings("\n");
        if (isNeeded && said.Length == 0) Fault(column, "missing-value", $"« {column} » est nécessaire", $"“{column}” is needed");
        else if (said.Length > longest) Fault(column, "too-long", $"{longest} caractères au plus : il y en a {said.Length}", $"{longest} characters at most: there are {said.Length}");
        else if (said.Any(c => char.IsControl(c) && c != '\n')) Fault(column, "bad-character", "des caractères de commande sont dans cette case", "control characters are in this cell");
        return said;
    }

    private static string First(string[] some) => some is [var one, ..] ? one : "";

    private string[] List(string column) => Words(column, Longest).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string[] Keys(string column)
    {
        var keys = List(column);
        foreach (var wrong in keys.Where(k => k.Any(char.IsWhiteSpace))) Fault(column, "bad-key", $"« {wrong} » : séparez par une barre droite, sans espace dans un nom", $"“{wrong}”: separate by an upright bar, without a space in a name");
        return keys;
    }

    private string[] Addresses(string column)
    {
        var addresses = List(column);
        foreach (var wrong in addresses.Where(a => !TypedFields.IsWeb(a))) Fault(column, "bad-address", $"« {wrong} » : une adresse commence par https://", $"“{wrong}”: an address begins with https://");
        return addresses;
    }

    private ActionStage Stage()
    {
        if (Cell("stade") is not { Length: > 0 } said) return ActionStage.UnderWay;
        if (!Stages.TryRead(said, out var stage)) Fault("stade", "unknown-value", $"« {said} » : l’un de {string.Join(", ", Stages.All)}", $"“{said}”: one of {string.Join(", ", Stages.All)}");
        return stage;
    }

    private DateOnly? Day(string column)
    {
        if (Cell(column) is not { Length: > 0 } said) return null;
        if (DateOnly.TryParseExact(said, ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2100) return day;
        Fault(column, "bad-day", $"« {said} » : un jour comme 2015-12-01", $"“{said}”: a day like 2015-12-01");
        return null;
    }

    private double? Degrees(string column, double bound)
    {
        if (Cell(column) is not { Length: > 0 } said) return null;
        if (double.TryParse(said.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) && Math.Abs(read) <= bound) return read;
        Fault(column, "out-of-range", $"« {said} » : des degrés, de −{bound} à {bound}", $"“{said}”: degrees, from −{bound} to {bound}");
        return null;
    }

    private Area? Ground()
    {
        if (Cell("perimetre") is not { Length: > 0 } said) return null;
        if (Area.TryRead(said, out var area, out var wrong)) return area;
        Fault("perimetre", "bad-area", $"« perimetre » {wrong.Fr}", $"“perimetre” {wrong.En}");
        return null;
    }

    private void Fault(string column, string rule, string fr, string en, int? line = null)
    {
        int? at = _rows.ColumnOf(column) is >= 0 and var index ? index + 1 : null;
        _findings.Add(new(Severity.Stop, rule, new Place(_rows.Name, line ?? _rows.Line, at), new(fr, en)));
    }
}
