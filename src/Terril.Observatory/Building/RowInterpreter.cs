using System.Text;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>Applies the recipe of a file to its rows: the one place that knows what a row means, for building and for explaining.</summary>
/// <remarks>Few texts come back again and again in a column: each is understood once, then known by its number.</remarks>
internal sealed partial class RowInterpreter
{
    private const int Unmet = -1;

    private readonly SourceFile _file;
    private readonly Geography _native;
    private readonly Slots _slots;
    private readonly RuleColumns[] _rules;
    private readonly KeptTexts[] _where;
    private readonly TextColumn _territory;
    private readonly TextColumn[] _columns;
    private readonly Meanings _territories = new(Unmet);
    private readonly IReadOnlyList<Territory> _all;
    private RowReader _rows;
    private bool _isBlock;
    private int _next;

    public RowInterpreter(SourceFile file, RowReader rows, Site site, Geography native, Slots slots)
    {
        (_file, _rows, _native, _slots) = (file, rows, native, slots);
        _all = native.At(file.Territory.Level);
        Numbers = new Number(file.Reading.Format == "csv" ? file.Decimal : file.Decimal ?? '.');
        var texts = new Dictionary<int, TextColumn>();
        TextColumn Texts(string? name, Place place) => Column(name, place) is var column && texts.TryGetValue(column, out var known) ? known : texts[column] = new TextColumn(column);
        KeptTexts Bind(Condition condition) => new(Texts(condition.Column, file.Place), condition.Texts);
        _territory = Texts(file.Territory.Column, file.Place);
        _where = [.. file.Where.Select(Bind)];
        _rules = [.. file.Values.Select(rule => new RuleColumns(rule, site.Indicator(rule.Indicator)!)
        {
            Value = Column(rule.Column, rule.Place),
            Period = Texts(rule.Period.Column, rule.Place),
            Status = Texts(rule.Status.Column, rule.Place),
            Hidden = Column(rule.Secret.EmptyWhenColumn, rule.Place),
            Breakdowns = [.. BreakdownColumn.Of(site.Indicator(rule.Indicator)!, rule.Breakdown, b => Texts(b.Column, rule.Place))],
            Where = [.. rule.Where.Select(Bind)],
        })];
        _columns = [.. texts.Values.Where(text => text.Column >= 0)];
    }

    /// <summary>What the numbers so far have shown of the file.</summary>
    public Number Numbers { get; }

    /// <summary>Column of the value of a rule, from 0.</summary>
    public int ValueColumn(int rule) => _rules[rule].Value;

    /// <summary>Goes on with other rows of the same file.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="isBlock">Whether they are those of a block, which is read again when one of them has a fault.</param>
    public void Follow(RowReader rows, bool isBlock = false) => (_rows, _isBlock) = (rows, isBlock && _territory.Column >= 0 && Array.TrueForAll(_rules, r => r.Where.Length == 0 && !r.MarksLikeNumbers));

    /// <summary>Adds what the next rows say, up to <paramref name="most"/> values or those of one row more.</summary>
    /// <returns>False when there are no more rows.</returns>
    /// <exception cref="FaultyInputException">A cell does not read; names file, line and column. What was said before it is in the batch.</exception>
    public bool Read(Batch batch, int most)
    {
        while (batch.Count < most)
        {
            if (_isBlock && ReadPlain(batch)) continue;
            if (!_rows.Next()) return false;
            if (!Keeps(_where)) continue;
            var territory = Territory(batch);
            batch.Rows++;
            foreach (var rule in _rules)
                if (Keeps(rule.Where))
                    batch.Add(SlotOf(rule), territory, ValueOf(rule, out var status), status, _rows.Line, _rows.Start);
        }
        return true;
    }

    private double ValueOf(RuleColumns rule, out Status status)
    {
        var cell = _rows.Utf8(rule.Value);
        if (rule.MarksLikeNumbers || !Numbers.ReadPlain(cell, out var value))
        {
            status = MarkOf(rule, Utf8Cell.Trim(cell));
            if (status != Status.None) return double.NaN;
            value = NumberOf(rule, cell);
        }
        status = StatusOf(rule);
        return !status.HasValue() ? double.NaN : rule.Inverse > 0 ? value / rule.Inverse : value * rule.Rule.Factor;
    }

    private Status MarkOf(RuleColumns rule, ReadOnlySpan<byte> trimmed) =>
        Has(rule.Secrets, trimmed) || (trimmed.IsEmpty && HidesEmpty(rule)) ? Status.Secret
        : Has(rule.Missing, trimmed) ? Status.Unavailable : Status.None;

    private double NumberOf(RuleColumns rule, ReadOnlySpan<byte> cell)
    {
        var fault = Numbers.Read(cell, out var value);
        if (fault == NumberFault.None) return value;
        var text = Quoted(Utf8Cell.Trim(cell));
        throw fault == NumberFault.OtherDecimalSign
            ? Fault("decimal-sign", rule.Value, $"« {text} » n’a pas le signe décimal du fichier (« {Numbers.DecimalSign} ») ; le nommer par « decimal »", $"“{text}” has not the decimal sign of the file (“{Numbers.DecimalSign}”); name it with “decimal”")
            : text.Length == 0
            ? Fault("empty-cell", rule.Value, "cellule vide ; ajouter \"\" à « missing » si elle veut dire : pas de valeur", "empty cell; add \"\" to “missing” if it means: no value")
            : Fault("not-a-number", rule.Value, $"« {text} » n’est pas un nombre ; corriger, ou le dire dans « missing » ou « secret »", $"“{text}” is not a number; mend it, or say it in “missing” or “secret”");
    }

    private bool HidesEmpty(RuleColumns rule)
    {
        if (rule.Hidden < 0) return false;
        var cell = _rows.Utf8(rule.Hidden);
        if (Utf8Cell.IsBlank(cell)) return false;
        if (Numbers.Read(cell, out var count) == NumberFault.None) return count > rule.Rule.Secret.Above;
        throw Fault("not-a-number", rule.Hidden, $"« {Quoted(cell)} » n’est pas un compte de valeurs cachées", $"“{Quoted(cell)}” is no count of hidden values");
    }

    private Status StatusOf(RuleColumns rule)
    {
        if (rule.Status.Column < 0) return rule.Rule.Status.Fixed;
        var text = rule.Status.Of(_rows);
        if ((Status)rule.StatusOfText[text] is not Status.None and var met) return met;
        var status = Read(rule.Rule.Status, _rows[rule.Status.Column].Trim().ToString());
        rule.StatusOfText[text] = (int)status;
        return status;

        static Status Read(StatusRule rule, string text) => rule.Map.TryGetValue(text, out var status) || rule.Map.TryGetValue("*", out status) ? status : rule.Fixed;
    }

    private int SlotOf(RuleColumns rule)
    {
        var period = rule.Period.Column < 0 ? 0 : PeriodOf(rule);
        var breakdown = 0;
        foreach (var column in rule.Breakdowns) breakdown = (breakdown * column.Codes) + (column.Texts.Column < 0 ? column.Fixed : CodeOf(column));
        ref var slot = ref rule.SlotOf(period, breakdown);
        if (slot < 0) slot = _slots.Of(new Slot(Array.IndexOf(_rules, rule), new SeriesKey(rule.Rule.Indicator, rule.KeyOf(breakdown)), rule.Periods[period]));
        return slot;
    }

    private int PeriodOf(RuleColumns rule)
    {
        var text = rule.Period.Of(_rows);
        return rule.PeriodOfText[text] is >= 0 and var known ? known : rule.PeriodOfText[text] = Read();

        int Read()
        {
            var cell = _rows[rule.Period.Column];
            if (!Period.TryParse(cell, out var period)) throw Fault("bad-period", rule.Period.Column, $"« {Quoted(cell)} » n’est ni une année, ni un mois, ni un jour", $"“{Quoted(cell)}” is no year, month or day");
            var index = rule.Periods.IndexOf(period);
            if (index >= 0) return index;
            rule.Periods.Add(period);
            return rule.Periods.Count - 1;
        }
    }

    private int CodeOf(BreakdownColumn column)
    {
        var text = column.Texts.Of(_rows);
        return column.CodeOfText[text] is >= 0 and var known ? known : column.CodeOfText[text] = Read();

        int Read()
        {
            var cell = _rows[column.Texts.Column].Trim().ToString();
            if (column.CodeOf(cell) is >= 0 and var code) return code;
            throw Fault("unknown-code", column.Texts.Column, $"« {Quoted(cell)} » n’est pas dans la table de « {column.Dimension.Id} » ; l’y ajouter, ou \"*\" pour tout le reste", $"“{Quoted(cell)}” is not in the map of “{column.Dimension.Id}”; add it, or \"*\" for all the rest");
        }
    }

    private int Territory(Batch batch) => Territory(batch, _territory.Column < 0 ? 0 : _territory.Of(_rows));

    private int Territory(Batch batch, int number) => _territories[number] is >= 0 and var known ? known : Odd(batch, number);

    private int Odd(Batch batch, int number)
    {
        if (IsNext()) return _territories[number] = _next++;
        var (index, folded) = Resolve(Code());
        if (index >= 0 && !folded)
        {
            _next = index + 1;
            return _territories[number] = index;
        }
        batch.Odd.Add(new OddCode(Code(), index));
        return -batch.Odd.Count;
    }

    // Files are often in the order of the codes, as territories are.
    private bool IsNext() =>
        _next < _all.Count && _territory.Column >= 0 && _file.Territory.Pad is null && _file.Territory.Map.Count == 0 && _rows[_territory.Column].Trim().SequenceEqual(_all[_next].Code);

    private string Code()
    {
        var text = _territory.Column < 0 ? _file.Territory.Value! : _rows[_territory.Column].Trim().ToString();
        if (_file.Territory.Map.TryGetValue(text, out var mapped)) return mapped;
        return _file.Territory.Pad is { } width && text.Length > 0 ? text.PadLeft(width, '0') : text;
    }

    private (int, bool) Resolve(string code)
    {
        if (_native.Find(new TerritoryId(_file.Territory.Level, code)) is { } territory) return (territory.Index, false);
        if (_file.Territory.Level != Level.Commune || _native.ParentOfArrondissement(code) is not { } parent) return (-1, false);
        if (!_file.Territory.Fold)
            throw Fault("arrondissement", _territory.Column, $"« {code} » est un arrondissement ; garder sa commune ({parent}), ou dire « arrondissements: fold »", $"“{code}” is an arrondissement; keep its commune ({parent}), or say “arrondissements: fold”");
        return (_native.Find(new TerritoryId(Level.Commune, parent))!.Index, true);
    }

    private bool Keeps(KeptTexts[] conditions)
    {
        foreach (var condition in conditions)
            if (!condition.Keeps(_rows)) return false;
        return true;
    }

    private int Column(string? name, Place recipe)
    {
        if (name is null) return -1;
        var column = _rows.ColumnOf(name.Trim());
        if (column >= 0) return column;
        var columns = string.Join(", ", _rows.Columns.Take(30));
        throw new FaultyInputException("missing-column", new Place(_file.Path, _file.Reading.Skip + _file.Reading.Header),
            $"il n’y a pas de colonne « {name} », que demande {recipe} ; colonnes du fichier : {columns}", $"there is no column “{name}”, which {recipe} asks for; columns of the file: {columns}");
    }

    private FaultyInputException Fault(string rule, int column, string fr, string en) => new(rule, new Place(_rows.Name, _rows.Line, column + 1), fr, en);

    private static bool Has(byte[][] texts, ReadOnlySpan<byte> cell)
    {
        foreach (var text in texts)
            if (cell.SequenceEqual(text)) return true;
        return false;
    }

    private static string Quoted(ReadOnlySpan<byte> cell) => Quoted(Encoding.UTF8.GetString(cell));

    private static string Quoted(ReadOnlySpan<char> cell) => cell.Length <= 60 ? cell.ToString() : $"{cell[..60]}…";
}
