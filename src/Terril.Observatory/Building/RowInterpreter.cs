using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Recipes;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Building;

/// <summary>What a row says of one cell.</summary>
/// <param name="Rule">Index of the value rule.</param>
/// <param name="Breakdown">Key of the breakdown.</param>
/// <param name="Territory">Index in the file's own vintage; −1 when the code is unknown.</param>
/// <param name="Folded">The code was an arrondissement.</param>
/// <param name="Period">As read, before it goes to a coarser one.</param>
/// <param name="Value">In the indicator's unit; NaN when none.</param>
/// <param name="Status">What it is worth.</param>
internal readonly record struct Reading(int Rule, string Breakdown, int Territory, bool Folded, Period Period, double Value, Status Status);

/// <summary>Applies the recipe of a file to its rows: the one place that knows what a row means, for building and for explaining.</summary>
internal sealed class RowInterpreter
{
    private readonly SourceFile _file;
    private readonly RowReader _rows;
    private readonly Site _site;
    private readonly Geography _native;
    private readonly Number _numbers;
    private readonly RuleColumns[] _rules;
    private readonly (int Column, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Texts)[] _where;
    private readonly int _territoryColumn;
    private readonly Dictionary<string, (int Index, bool Folded)> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Period?> _periods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _breakdowns = new(StringComparer.Ordinal);

    public RowInterpreter(SourceFile file, RowReader rows, Site site, Geography native)
    {
        (_file, _rows, _site, _native) = (file, rows, site, native);
        _numbers = new Number(file.Reading.Format == "csv" ? file.Decimal : file.Decimal ?? '.');
        _territoryColumn = Column(file.Territory.Column, file.Place);
        _where = [.. file.Where.Select(Bind)];
        _rules = [.. file.Values.Select(rule => new RuleColumns(
            rule,
            Column(rule.Column, rule.Place),
            Column(rule.Period.Column, rule.Place),
            Column(rule.Status.Column, rule.Place),
            Column(rule.Secret.EmptyWhenColumn, rule.Place),
            [.. rule.Breakdown.Select(b => Column(b.Column, rule.Place))],
            [.. rule.Where.Select(Bind)],
            site.Indicator(rule.Indicator)!))];
    }

    /// <summary>Decimal sign seen so far.</summary>
    public char? DecimalSign => _numbers.DecimalSign;

    /// <summary>Code of the territory of the current row, as the recipe makes it.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Column of the value of a rule, from 0.</summary>
    public int ValueColumn(int rule) => _rules[rule].Value;

    /// <summary>Goes to the next row that the recipe keeps.</summary>
    public bool Next()
    {
        while (_rows.Next())
        {
            if (!Keeps(_where)) continue;
            return true;
        }
        return false;
    }

    /// <summary>What the current row says by each rule.</summary>
    /// <exception cref="FaultyInputException">A cell does not read; names file, line and column.</exception>
    public IEnumerable<Reading> Readings()
    {
        var (territory, folded) = Territory();
        for (var i = 0; i < _rules.Length; i++)
            if (Keeps(_rules[i].Where))
                yield return Read(i, territory, folded);
    }

    private Reading Read(int index, int territory, bool folded)
    {
        var rule = _rules[index];
        var period = PeriodOf(rule);
        var breakdown = BreakdownOf(rule);
        var cell = _rows[rule.Value];
        var trimmed = cell.Trim();
        if (Has(rule.Rule.Secret.Texts, trimmed) || (trimmed.IsEmpty && HidesEmpty(rule)))
            return new Reading(index, breakdown, territory, folded, period, double.NaN, Status.Secret);
        if (Has(rule.Rule.Missing, trimmed))
            return new Reading(index, breakdown, territory, folded, period, double.NaN, Status.Unavailable);
        switch (_numbers.Read(cell, out var value))
        {
            case NumberFault.NotANumber when trimmed.IsEmpty:
                throw Fault("empty-cell", rule.Value, "cellule vide ; ajouter \"\" à « missing » si elle veut dire : pas de valeur", "empty cell; add \"\" to “missing” if it means: no value");
            case NumberFault.NotANumber:
                throw Fault("not-a-number", rule.Value, $"« {Quoted(trimmed)} » n’est pas un nombre ; corriger, ou le dire dans « missing » ou « secret »", $"“{Quoted(trimmed)}” is not a number; mend it, or say it in “missing” or “secret”");
            case NumberFault.OtherDecimalSign:
                throw Fault("decimal-sign", rule.Value, $"« {Quoted(trimmed)} » n’a pas le signe décimal du fichier (« {_numbers.DecimalSign} ») ; le nommer par « decimal »", $"“{Quoted(trimmed)}” has not the decimal sign of the file (“{_numbers.DecimalSign}”); name it with “decimal”");
        }
        var status = StatusOf(rule);
        return new Reading(index, breakdown, territory, folded, period, status.HasValue() ? Units.Convert(value, rule.Rule.Factor) : double.NaN, status);
    }

    private bool HidesEmpty(RuleColumns rule)
    {
        if (rule.Hidden < 0) return false;
        var cell = _rows[rule.Hidden];
        if (cell.Trim().IsEmpty) return false;
        if (_numbers.Read(cell, out var count) == NumberFault.None) return count > rule.Rule.Secret.Above;
        throw Fault("not-a-number", rule.Hidden, $"« {Quoted(cell)} » n’est pas un compte de valeurs cachées", $"“{Quoted(cell)}” is no count of hidden values");
    }

    private Status StatusOf(RuleColumns rule)
    {
        if (rule.Status < 0) return rule.Rule.Status.Fixed;
        var text = _rows[rule.Status].Trim().ToString();
        return rule.Rule.Status.Map.TryGetValue(text, out var status) || rule.Rule.Status.Map.TryGetValue("*", out status) ? status : rule.Rule.Status.Fixed;
    }

    private Period PeriodOf(RuleColumns rule)
    {
        if (rule.Rule.Period.Value is { } fixedPeriod) return fixedPeriod;
        var cell = _rows[rule.Period];
        var lookup = _periods.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(cell, out var period))
            lookup[cell] = period = Period.TryParse(cell, out var read) ? read : null;
        return period ?? throw Fault("bad-period", rule.Period, $"« {Quoted(cell)} » n’est ni une année, ni un mois, ni un jour", $"“{Quoted(cell)}” is no year, month or day");
    }

    private string BreakdownOf(RuleColumns rule)
    {
        if (rule.Rule.Breakdown.Count == 0) return "";
        var texts = string.Join('\u001f', rule.Breakdowns.Select((column, i) => column < 0 ? rule.Rule.Breakdown[i].Value : _rows[column].Trim().ToString()));
        var cached = $"{rule.Rule.Indicator}\u001f{texts}";
        if (!_breakdowns.TryGetValue(cached, out var key))
            _breakdowns[cached] = key = Breakdowns.Key(rule.Indicator.Breakdown, [.. rule.Indicator.Breakdown.Select(d => CodeOf(rule, d))]);
        return key;
    }

    private string? CodeOf(RuleColumns rule, Dimension dimension)
    {
        for (var i = 0; i < rule.Breakdowns.Length; i++)
        {
            var breakdown = rule.Rule.Breakdown[i];
            if (breakdown.Dimension != dimension.Id) continue;
            if (breakdown.Value is not null) return breakdown.Value;
            var text = _rows[rule.Breakdowns[i]].Trim().ToString();
            if (breakdown.Map.TryGetValue(text, out var code) || breakdown.Map.TryGetValue("*", out code)) return code;
            if (breakdown.Map.Count == 0 && dimension.Codes.Contains(text)) return text;
            throw Fault("unknown-code", rule.Breakdowns[i], $"« {Quoted(text)} » n’est pas dans la table de « {dimension.Id} » ; l’y ajouter, ou \"*\" pour tout le reste", $"“{Quoted(text)}” is not in the map of “{dimension.Id}”; add it, or \"*\" for all the rest");
        }
        return null;
    }

    private (int Index, bool Folded) Territory()
    {
        var text = _territoryColumn < 0 ? _file.Territory.Value!.AsSpan() : _rows[_territoryColumn].Trim();
        var lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var found)) lookup[text] = found = Resolve(text.ToString());
        Code = found.Index < 0 || found.Folded ? CodeFrom(text.ToString()) : _native.At(_file.Territory.Level)[found.Index].Code;
        return found;
    }

    private (int, bool) Resolve(string text)
    {
        var code = CodeFrom(text);
        if (_native.Find(new TerritoryId(_file.Territory.Level, code)) is { } territory) return (territory.Index, false);
        if (_file.Territory.Level != Level.Commune || _native.ParentOfArrondissement(code) is not { } parent) return (-1, false);
        if (!_file.Territory.Fold)
            throw Fault("arrondissement", _territoryColumn, $"« {code} » est un arrondissement ; garder sa commune ({parent}), ou dire « arrondissements: fold »", $"“{code}” is an arrondissement; keep its commune ({parent}), or say “arrondissements: fold”");
        return (_native.Find(new TerritoryId(Level.Commune, parent))!.Index, true);
    }

    private string CodeFrom(string text)
    {
        if (_file.Territory.Map.TryGetValue(text, out var mapped)) return mapped;
        return _file.Territory.Pad is { } width && text.Length > 0 ? text.PadLeft(width, '0') : text;
    }

    private bool Keeps((int Column, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Texts)[] conditions)
    {
        foreach (var (column, texts) in conditions)
            if (!texts.Contains(_rows[column].Trim())) return false;
        return true;
    }

    private (int, HashSet<string>.AlternateLookup<ReadOnlySpan<char>>) Bind(Condition condition) =>
        (Column(condition.Column, _file.Place), condition.Texts.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>());

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

    private static bool Has(IReadOnlyList<string> texts, ReadOnlySpan<char> cell)
    {
        for (var i = 0; i < texts.Count; i++)
            if (cell.SequenceEqual(texts[i])) return true;
        return false;
    }

    private static string Quoted(ReadOnlySpan<char> cell) => cell.Length <= 60 ? cell.ToString() : $"{cell[..60]}…";

    private sealed record RuleColumns(
        ValueRule Rule, int Value, int Period, int Status, int Hidden, int[] Breakdowns,
        (int, HashSet<string>.AlternateLookup<ReadOnlySpan<char>>)[] Where, Indicator Indicator);
}
