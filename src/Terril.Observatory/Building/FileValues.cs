using System.Runtime.CompilerServices;
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
    private Met?[] _met = [];
    private readonly Quantity[] _known;
    private Func<int, int> _columnOf = _ => 0;

    public FileValues(SourceFile file, Site site, Geography native)
    {
        (_file, _site, _native) = (file, site, native);
        _territories = native.At(file.Territory.Level).Count;
        _known = [.. file.Values.Select(_ => new Quantity())];
    }

    public int Rows { get; private set; }

    /// <summary>Unknown codes in order of appearance.</summary>
    public Dictionary<string, UnknownCode> Unknown { get; } = new(StringComparer.Ordinal);

    public SourceFile File => _file;

    public Geography Geography => _native;

    /// <summary>Cells of each series and period, in a stable order.</summary>
    public IEnumerable<(SeriesKey Series, Period Period, Native Cells)> All()
    {
        var all = new List<SeriesCells>(_cells.Count);
        foreach (var ((series, period), cells) in _cells) all.Add(new SeriesCells(series, period, cells));
        all.Sort(SeriesCells.Compare);
        foreach (var column in all) yield return (column.Series, column.Period, column.Cells);
    }

    /// <summary>True when a rule found something to read, be it no value.</summary>
    public bool Reads(int rule) => _known[rule].Rows > 0 || Unknown.Values.Any(u => u.Quantities[rule].Rows > 0);

    /// <summary>Reads every row.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="read">Called when some were taken.</param>
    /// <param name="stop">Ends the reading.</param>
    public void Read(RowReader rows, Action? read = null, CancellationToken stop = default)
    {
        var slots = new Slots();
        new ReadInOrder(rows, Interpreter, Take) { Stop = stop }.Run();
        foreach (var ((series, territory, period), (rule, factor, several, line)) in _several)
            SpellOf(series, territory, period, rule, line).Add(several.SumOf(0), several.StatusOf(0), factor);
        foreach (var ((series, territory, period), spell) in _spells)
            spell.Close(Cell(series, period), territory);
        if (Rows == 0)
            throw new FaultyInputException("no-row", new Place(_file.Path), "aucune ligne n’est retenue ; vérifier « where » et le fichier", "no row is kept; check “where” and the file");

        void Take(Batch batch, int before, RowReader _)
        {
            this.Take(batch, before, slots);
            read?.Invoke();
        }

        RowInterpreter Interpreter()
        {
            var interpreter = new RowInterpreter(_file, rows, _site, _native, slots);
            _columnOf = interpreter.ValueColumn;
            return interpreter;
        }
    }

    /// <summary>Share of what a rule read that reached a known territory: of the quantity for a sum, of the rows otherwise.</summary>
    public double Coverage(int rule)
    {
        var sums = _site.Indicator(_file.Values[rule].Indicator)!.Aggregate == Aggregation.Sum;
        var known = sums ? _known[rule].Sum : _known[rule].Rows;
        var unknown = Unknown.Values.Sum(u => sums ? u.Quantities[rule].Sum : u.Quantities[rule].Rows);
        return known + unknown == 0 ? 1 : known / (known + unknown);
    }

    private void Take(Batch batch, int before, Slots slots)
    {
        Rows += batch.Rows;
        if (_met.Length < slots.Count) Array.Resize(ref _met, 2 * slots.Count);
        var isFirst = TakesFirst;
        for (var i = 0; i < batch.Count; i++)
        {
            var (number, territory, value) = (batch.Slot[i], batch.Territory[i], batch.Value[i]);
            var met = _met[number] ??= Meet(slots[number]);
            if (isFirst && territory >= 0 && met.Cells is { } cells && cells.SetFirst(territory, value, batch.Status[i], before + batch.Line[i]))
            {
                met.Known.Add(value);
            }
            else
            {
                Take(new Reading(met.Slot, batch, i, before + batch.Line[i], _native.At(_file.Territory.Level)));
                isFirst = TakesFirst;
            }
        }
    }

    // Whether the first row of a cell is all there is to it, until another comes.
    private bool TakesFirst => _foldedCells.Count == 0 && _file.Duplicates != Duplicates.Sum;

    // What goes to a coarser period is kept apart until all is read.
    private Met Meet(Slot slot) => new(slot, IsShortened(slot) ? null : Cell(slot.Series, slot.Period), _known[slot.Rule]);

    private bool IsShortened(Slot slot) => _file.Values[slot.Rule].Period.To is { } grain && grain < slot.Period.Grain;

    private void Take(in Reading reading)
    {
        if (reading.Territory < 0)
        {
            if (!Unknown.TryGetValue(reading.Code, out var unknown))
                Unknown[reading.Code] = unknown = new UnknownCode(reading.Line, [.. _file.Values.Select(_ => new Quantity())]);
            unknown.Quantities[reading.Rule].Add(reading.Value);
            return;
        }

        _known[reading.Rule].Add(reading.Value);
        if (IsShortened(reading.Slot)) Shorten(_file.Values[reading.Rule], reading);
        else Put(reading);
    }

    // Rows that make one day or month come together first; then days and months make the longer period.
    private void Shorten(ValueRule rule, in Reading reading)
    {
        var (series, line) = (reading.Series, reading.Line);
        var (cell, commune) = ((series, reading.Territory, reading.Period), _native.At(_file.Territory.Level)[reading.Territory].Code);
        var isNew = _seen.Add((series, reading.Code, reading.Period));
        if (reading.Folded) Additive(reading);
        if (reading.Folded ? _seen.Contains((series, commune, reading.Period)) : _foldedCells.Contains(cell)) throw Parent(reading, null);
        if (reading.Folded) _foldedCells.Add(cell);
        var duplicates = reading.Folded && _file.Duplicates == Duplicates.Last ? Duplicates.Error : _file.Duplicates;
        if (!isNew && (duplicates == Duplicates.Error || (duplicates == Duplicates.Sum && !Sums(series)))) throw Twice(reading, null);
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

    private void Additive(in Reading reading)
    {
        if (!Sums(reading.Series)) throw new FaultyInputException("arrondissement", new Place(_file.Path, reading.Line),
            $"« {reading.Code} » est un arrondissement et {reading.Series.Indicator} ne s’additionne pas ; l’écarter par « where »",
            $"“{reading.Code}” is an arrondissement and {reading.Series.Indicator} does not add up; leave it out with “where”");
    }

    private void Put(in Reading reading)
    {
        var (series, at, line) = (reading.Series, reading.Territory, reading.Line);
        var cells = Cell(series, reading.Period);
        if (reading.Folded)
        {
            Additive(reading);
            var first = !cells.IsSum(at);
            if (!first && !_foldedCells.Contains((series, at, reading.Period)) || first && cells.Line[at] != 0) throw Parent(reading, cells.Line[at]);
            if (_file.Duplicates != Duplicates.Sum && !_seen.Add((series, reading.Code, reading.Period))) throw Twice(reading, cells.Line[at]);
            _foldedCells.Add((series, at, reading.Period));
            cells.Sum(at, reading.Value, reading.Status, line);
            return;
        }

        if (_foldedCells.Count > 0 && _foldedCells.Contains((series, at, reading.Period))) throw Parent(reading, cells.Line[at]);
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
                throw Twice(reading, cells.Line[at]);
        }
    }

    private Native Cell(SeriesKey series, Period period)
    {
        if (!_cells.TryGetValue((series, period), out var cells)) _cells[(series, period)] = cells = new Native(_territories);
        return cells;
    }

    private FaultyInputException Parent(in Reading reading, int? other)
    {
        var (fr, en) = other is { } first ? ($" (ligne {first})", $" (line {first})") : ("", "");
        return new("arrondissement", new Place(_file.Path, reading.Line),
            $"« {reading.Code} » : le fichier donne une commune{fr} et ses arrondissements ; écarter l’un ou l’autre par « where »",
            $"“{reading.Code}”: the file gives a commune{en} and its arrondissements; leave one or the other out with “where”");
    }

    private FaultyInputException Twice(in Reading reading, int? first)
    {
        var series = reading.Series;
        var what = $"{series.Indicator}{(series.Breakdown.Length > 0 ? $" ({series.Breakdown})" : "")}, {_file.Territory.Level}:{reading.Code}, {reading.Period}";
        var (fr, en) = first is { } other ? ($" (déjà ligne {other})", $" (already line {other})") : ("", "");
        var advice = Sums(series)
            ? (Fr: "si ce sont des parts à additionner, dire « duplicates: sum »", En: "if they are parts to add up, say “duplicates: sum”")
            : (Fr: $"{series.Indicator} ne s’additionne pas : écarter l’une par « where », ou garder la dernière par « duplicates: last »", En: $"{series.Indicator} does not add up: leave one out with “where”, or keep the last with “duplicates: last”");
        return new FaultyInputException("duplicate-key", new Place(_file.Path, reading.Line, _columnOf(reading.Rule) + 1),
            $"deux lignes pour {what}{fr} ; {advice.Fr}", $"two rows for {what}{en}; {advice.En}");
    }
}

/// <summary>What a file says in one series at one period.</summary>
internal sealed record SeriesCells(SeriesKey Series, Period Period, Native Cells)
{
    /// <summary>By indicator, then breakdown, then period.</summary>
    public static int Compare(SeriesCells one, SeriesCells other)
    {
        var order = string.CompareOrdinal(one.Series.Indicator, other.Series.Indicator);
        if (order == 0) order = string.CompareOrdinal(one.Series.Breakdown, other.Series.Breakdown);
        return order == 0 ? one.Period.CompareTo(other.Period) : order;
    }
}

/// <summary>A slot of which there are values.</summary>
internal sealed class Met(Slot slot, Native? cells, Quantity known)
{
    public readonly Slot Slot = slot;

    /// <summary>Where its values go; none when that is known only at the end.</summary>
    public readonly Native? Cells = cells;

    /// <summary>What its rule has read.</summary>
    public readonly Quantity Known = known;
}

/// <summary>What one row says by one rule.</summary>
internal readonly ref struct Reading
{
    public Reading(Slot slot, Batch batch, int at, int line, IReadOnlyList<Territory> native)
    {
        var territory = batch.Territory[at];
        (Slot, Line, Value, Status) = (slot, line, batch.Value[at], batch.Status[at]);
        (Code, Territory) = territory < 0 ? batch.Odd[-territory - 1] : new OddCode(native[territory].Code, territory);
        Folded = territory < 0 && Territory >= 0;
    }

    public Slot Slot { get; }

    public int Rule => Slot.Rule;

    public SeriesKey Series => Slot.Series;

    public Period Period => Slot.Period;

    /// <summary>Code of the territory, as the recipe makes it.</summary>
    public string Code { get; }

    /// <summary>Index in the file's own vintage; −1 when the code is unknown.</summary>
    public int Territory { get; }

    /// <summary>Whether the code is that of an arrondissement.</summary>
    public bool Folded { get; }

    public double Value { get; }

    public Status Status { get; }

    public int Line { get; }
}

/// <summary>Cells in the vintage of the file, with the line each was read on.</summary>
internal sealed class Native(int territories)
{
    public readonly double[] Value = new double[territories];
    public readonly Status[] Status = new Status[territories];
    public readonly int[] Line = new int[territories];

    // Nearly always one row a cell: kept from the first that is otherwise.
    private int[]? _addends;
    private int[]? _unknown;

    /// <summary>Share known of each, where one is not wholly so.</summary>
    public double[]? Coverage { get; private set; }

    /// <summary>Share known, 0 to 1; NaN when the source does not tell.</summary>
    public double CoverageOf(int territory) => Coverage?[territory] ?? (Status[territory] == Indicators.Status.None ? 0 : 1);

    /// <summary>Whether several rows make the cell, or one that others may join.</summary>
    public bool IsSum(int territory) => _addends?[territory] > 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int territory, double value, Status status, int line, double coverage = 1)
    {
        Value[territory] = value;
        Status[territory] = status;
        Line[territory] = line;
        if (coverage != 1 || Coverage is not null || status == Indicators.Status.Partial) Cover(territory, status, coverage);
    }

    /// <summary>Sets a cell, unless a row has done so before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool SetFirst(int territory, double value, Status status, int line)
    {
        if (Line[territory] != 0) return false;
        Set(territory, value, status, line);
        return true;
    }

    private void Cover(int territory, Status status, double coverage)
    {
        if (status == Indicators.Status.Partial && coverage == 1) coverage = double.NaN;
        (Coverage ??= [.. Status.Select(s => s == Indicators.Status.None ? 0d : 1d)])[territory] = coverage;
    }

    /// <summary>Adds a row to what the cell has: one without a value makes it a lower bound.</summary>
    public void Sum(int territory, double value, Status status, int line)
    {
        var addends = ++(_addends ??= new int[Value.Length])[territory];
        if (!status.HasValue()) (_unknown ??= new int[Value.Length])[territory]++;
        var unknown = _unknown?[territory] ?? 0;
        var isTold = status != Indicators.Status.Partial && (addends == 1 || !double.IsNaN(CoverageOf(territory)));
        var now = unknown == addends ? (status == Indicators.Status.Secret || Status[territory] == Indicators.Status.Secret ? Indicators.Status.Secret : Indicators.Status.Unavailable)
            : unknown > 0 ? Indicators.Status.Partial : Status[territory].And(status);
        Set(territory, Value[territory] + (status.HasValue() ? value : 0), now, addends == 1 ? line : Line[territory], unknown == addends ? 0 : isTold ? (double)(addends - unknown) / addends : double.NaN);
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
