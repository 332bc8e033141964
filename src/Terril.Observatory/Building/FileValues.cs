using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>The values of one file in its own vintage, with the line of each, and the codes that nobody knows.</summary>
internal sealed class FileValues
{
    private readonly SourceFile _file;
    private readonly Geography _native;
    private readonly Site _site;
    private readonly int _territories;
    private readonly Dictionary<(SeriesKey, Period), Native> _cells = [];
    private readonly Dictionary<(SeriesKey, int Territory, Period), Spell> _spells = [];
    private readonly Dictionary<(SeriesKey, int Territory, Period), (PeriodRule Rule, double Factor, Tally Rows, int Line)> _several = [];
    private readonly HashSet<(SeriesKey, string Code, Period)> _seen = [];
    private readonly HashSet<(SeriesKey, int Territory, Period)> _foldedCells = [];
    private readonly Quantity[] _known;

    public FileValues(SourceFile file, Site site, Geography native)
    {
        (_file, _site, _native) = (file, site, native);
        _territories = native.At(file.Territory.Level).Count;
        _known = [.. file.Values.Select(_ => new Quantity())];
    }

    public int Rows { get; private set; }

    public char? DecimalSign { get; private set; }

    /// <summary>Unknown codes in order of appearance.</summary>
    public Dictionary<string, UnknownCode> Unknown { get; } = new(StringComparer.Ordinal);

    public SourceFile File => _file;

    public Geography Geography => _native;

    /// <summary>Cells of each series and period, in a stable order.</summary>
    public IEnumerable<(SeriesKey Series, Period Period, Native Cells)> All() =>
        _cells.OrderBy(c => c.Key.Item1.Indicator, StringComparer.Ordinal).ThenBy(c => c.Key.Item1.Breakdown, StringComparer.Ordinal).ThenBy(c => c.Key.Item2)
            .Select(c => (c.Key.Item1, c.Key.Item2, c.Value));

    /// <summary>True when a rule found something to read, be it no value.</summary>
    public bool Reads(int rule) => _known[rule].Rows > 0 || Unknown.Values.Any(u => u.Quantities[rule].Rows > 0);

    /// <summary>Reads every row.</summary>
    public void Read(RowReader rows)
    {
        var interpreter = new RowInterpreter(_file, rows, _site, _native);
        while (interpreter.Next())
        {
            Rows++;
            foreach (var reading in interpreter.Readings())
                Take(reading, interpreter, rows.Line);
        }
        DecimalSign = interpreter.DecimalSign;
        foreach (var ((series, territory, period), (rule, factor, several, line)) in _several)
            SpellOf(series, territory, period, rule, line).Add(several.SumOf(0), several.StatusOf(0), factor);
        foreach (var ((series, territory, period), spell) in _spells)
            spell.Close(Cell(series, period), territory);
        if (Rows == 0)
            throw new FaultyInputException("no-row", new Place(_file.Path), "aucune ligne n’est retenue ; vérifier « where » et le fichier", "no row is kept; check “where” and the file");
    }

    /// <summary>Share of what a rule read that reached a known territory: of the quantity for a sum, of the rows otherwise.</summary>
    public double Coverage(int rule)
    {
        var sums = _site.Indicator(_file.Values[rule].Indicator)!.Aggregate == Aggregation.Sum;
        var known = sums ? _known[rule].Sum : _known[rule].Rows;
        var unknown = Unknown.Values.Sum(u => sums ? u.Quantities[rule].Sum : u.Quantities[rule].Rows);
        return known + unknown == 0 ? 1 : known / (known + unknown);
    }

    private void Take(in Reading reading, RowInterpreter interpreter, int line)
    {
        var rule = _file.Values[reading.Rule];
        if (reading.Territory < 0)
        {
            if (!Unknown.TryGetValue(interpreter.Code, out var unknown))
                Unknown[interpreter.Code] = unknown = new UnknownCode(line, [.. _file.Values.Select(_ => new Quantity())]);
            unknown.Quantities[reading.Rule].Add(reading.Value);
            return;
        }

        _known[reading.Rule].Add(reading.Value);
        var series = new SeriesKey(rule.Indicator, reading.Breakdown);
        if (rule.Period.To is { } grain && grain < reading.Period.Grain) Shorten(series, rule, reading, interpreter, line);
        else Put(series, reading, interpreter, line);
    }

    // Rows that make one day or month come together first; then days and months make the longer period.
    private void Shorten(SeriesKey series, ValueRule rule, in Reading reading, RowInterpreter interpreter, int line)
    {
        var (cell, commune) = ((series, reading.Territory, reading.Period), _native.At(_file.Territory.Level)[reading.Territory].Code);
        var isNew = _seen.Add((series, interpreter.Code, reading.Period));
        if (reading.Folded) Additive(series, interpreter, line);
        if (reading.Folded ? _seen.Contains((series, commune, reading.Period)) : _foldedCells.Contains(cell)) throw Parent(interpreter, line, null);
        if (reading.Folded) _foldedCells.Add(cell);
        var duplicates = reading.Folded && _file.Duplicates == Duplicates.Last ? Duplicates.Error : _file.Duplicates;
        if (!isNew && (duplicates == Duplicates.Error || (duplicates == Duplicates.Sum && !Sums(series)))) throw Twice(series, reading, interpreter, line, null);
        if (!reading.Folded && duplicates == Duplicates.Error)
        {
            SpellOf(series, reading.Territory, reading.Period, rule.Period, line).Add(reading.Value, reading.Status, rule.Factor);
            return;
        }
        if (!_several.TryGetValue(cell, out var several) || duplicates == Duplicates.Last) _several[cell] = several = (rule.Period, rule.Factor, new Tally(1), line);
        several.Rows.Add(0, reading.Value, reading.Status, 1);
    }

    private Spell SpellOf(SeriesKey series, int territory, Period period, PeriodRule rule, int line)
    {
        var longer = period.To(rule.To!.Value);
        if (!_spells.TryGetValue((series, territory, longer), out var spell))
            _spells[(series, territory, longer)] = spell = new Spell(rule, longer.CountOf(period.Grain), line);
        return spell;
    }

    private bool Sums(SeriesKey series) => _site.Indicator(series.Indicator)!.Aggregate == Aggregation.Sum;

    private void Additive(SeriesKey series, RowInterpreter interpreter, int line)
    {
        if (!Sums(series)) throw new FaultyInputException("arrondissement", new Place(_file.Path, line),
            $"« {interpreter.Code} » est un arrondissement et {series.Indicator} ne s’additionne pas ; l’écarter par « where »",
            $"“{interpreter.Code}” is an arrondissement and {series.Indicator} does not add up; leave it out with “where”");
    }

    private void Put(SeriesKey series, in Reading reading, RowInterpreter interpreter, int line)
    {
        var cells = Cell(series, reading.Period);
        var at = reading.Territory;
        if (reading.Folded)
        {
            Additive(series, interpreter, line);
            var first = cells.Tallies?[at] is null;
            if (!first && !_foldedCells.Contains((series, at, reading.Period)) || first && cells.Line[at] != 0) throw Parent(interpreter, line, cells.Line[at]);
            if (_file.Duplicates != Duplicates.Sum && !_seen.Add((series, interpreter.Code, reading.Period))) throw Twice(series, reading, interpreter, line, cells.Line[at]);
            _foldedCells.Add((series, at, reading.Period));
            cells.Sum(at, reading.Value, reading.Status, line);
            return;
        }

        if (_foldedCells.Count > 0 && _foldedCells.Contains((series, at, reading.Period))) throw Parent(interpreter, line, cells.Line[at]);
        switch (_file.Duplicates)
        {
            case Duplicates.Sum when Sums(series):
                cells.Sum(at, reading.Value, reading.Status, line);
                break;
            case Duplicates.Last:
            case var _ when cells.Line[at] == 0:
                cells.Set(at, reading.Value, reading.Status, line);
                break;
            default:
                throw Twice(series, reading, interpreter, line, cells.Line[at]);
        }
    }

    private Native Cell(SeriesKey series, Period period)
    {
        if (!_cells.TryGetValue((series, period), out var cells)) _cells[(series, period)] = cells = new Native(_territories);
        return cells;
    }

    private FaultyInputException Parent(RowInterpreter interpreter, int line, int? other)
    {
        var (fr, en) = other is { } first ? ($" (ligne {first})", $" (line {first})") : ("", "");
        return new("arrondissement", new Place(_file.Path, line),
            $"« {interpreter.Code} » : le fichier donne une commune{fr} et ses arrondissements ; écarter l’un ou l’autre par « where »",
            $"“{interpreter.Code}”: the file gives a commune{en} and its arrondissements; leave one or the other out with “where”");
    }

    private FaultyInputException Twice(SeriesKey series, in Reading reading, RowInterpreter interpreter, int line, int? first)
    {
        var what = $"{series.Indicator}{(series.Breakdown.Length > 0 ? $" ({series.Breakdown})" : "")}, {_file.Territory.Level}:{interpreter.Code}, {reading.Period}";
        var (fr, en) = first is { } other ? ($" (déjà ligne {other})", $" (already line {other})") : ("", "");
        var advice = Sums(series)
            ? (Fr: "si ce sont des parts à additionner, dire « duplicates: sum »", En: "if they are parts to add up, say “duplicates: sum”")
            : (Fr: $"{series.Indicator} ne s’additionne pas : écarter l’une par « where », ou garder la dernière par « duplicates: last »", En: $"{series.Indicator} does not add up: leave one out with “where”, or keep the last with “duplicates: last”");
        return new FaultyInputException("duplicate-key", new Place(_file.Path, line, interpreter.ValueColumn(reading.Rule) + 1),
            $"deux lignes pour {what}{fr} ; {advice.Fr}", $"two rows for {what}{en}; {advice.En}");
    }
}

/// <summary>Cells in the vintage of the file, with the line each was read on.</summary>
internal sealed class Native(int territories)
{
    public readonly double[] Value = new double[territories];
    public readonly Status[] Status = new Status[territories];
    public readonly double[] Coverage = new double[territories];
    public readonly int[] Line = new int[territories];

    /// <summary>Where several rows make a cell: what they add up to so far.</summary>
    public Tally?[]? Tallies { get; private set; }

    public void Set(int territory, double value, Status status, int line, double coverage = 1)
    {
        Value[territory] = value;
        Status[territory] = status;
        Coverage[territory] = status == Indicators.Status.Partial && coverage == 1 ? double.NaN : coverage;
        Line[territory] = line;
    }

    public void Sum(int territory, double value, Status status, int line)
    {
        Tallies ??= new Tally?[territories];
        var tally = Tallies[territory] ??= new Tally(1);
        tally.Add(0, value, status, status == Indicators.Status.Partial ? double.NaN : 1);
        Set(territory, tally.SumOf(0), tally.StatusOf(0), Line[territory] == 0 ? line : Line[territory], tally.CoverageOf(0));
    }
}

/// <summary>A code that is not of its vintage.</summary>
internal sealed record UnknownCode(int Line, Quantity[] Quantities);

/// <summary>How much, in how many rows.</summary>
internal sealed class Quantity
{
    public double Sum { get; private set; }

    public int Rows { get; private set; }

    public void Add(double value)
    {
        Rows++;
        if (!double.IsNaN(value)) Sum += Math.Abs(value);
    }
}
