using System.Runtime.CompilerServices;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Building;

internal sealed partial class RowInterpreter
{
    private readonly PlainRows _plain = new();

    // Some hundreds of rows column by column: the same as row by row, with nothing to decide for a cell that was met before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadPlain(Batch batch)
    {
        var rows = (CsvReader)_rows;
        rows.Find(_plain);
        if (_plain.Count == 0) return false;

        var (bytes, line) = (rows.Bytes, rows.NextLine);
        _territory.Read(_plain, bytes);
        foreach (var rule in _rules) rule.ReadTexts(_plain, bytes);
        for (var row = 0; row < _plain.Count; row++)
        {
            rows.GoTo(_plain, row);
            var territory = Territory(batch, _territory.Numbers[row]);
            batch.Rows++;
            foreach (var rule in _rules)
            {
                var slot = SlotOf(rule, row);
                var value = ValueOf(rule, row, out var status);
                batch.Add(slot, territory, value, status, line + row, _plain.Start[row]);
            }
        }
        rows.Pass(_plain);
        return true;
    }

    private int SlotOf(RuleColumns rule, int row)
    {
        var period = rule.Period.Column < 0 ? 0 : PeriodOf(rule, rule.Period.Numbers[row]);
        var breakdown = 0;
        foreach (var column in rule.Breakdowns) breakdown = (breakdown * column.Codes) + (column.Texts.Column < 0 ? column.Fixed : CodeOf(column, column.Texts.Numbers[row]));
        return SlotOf(rule, period, breakdown);
    }

    private double ValueOf(RuleColumns rule, int row, out Status status)
    {
        if (!Numbers.ReadPlain(_rows.Utf8(rule.Value), out var value)) return ValueOf(rule, out status);
        status = rule.Status.Column < 0 ? rule.Rule.Status.Fixed : StatusOf(rule, rule.Status.Numbers[row]);
        return status.HasValue() ? Units.Convert(value, rule.Rule.Factor) : double.NaN;
    }
}
