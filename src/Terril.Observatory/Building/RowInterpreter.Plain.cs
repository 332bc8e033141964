using System.Runtime.CompilerServices;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Building;

internal sealed partial class RowInterpreter
{
    private readonly PlainRows _plain = new();

    // Some hundreds of rows column by column: the same as row by row, with nothing to decide for a text that was met before.
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
            var text = _territory.Numbers[row];
            var territory = text < _territories.Count ? _territories[text] : Unmet;
            if (territory < 0)
            {
                rows.GoTo(_plain, row);
                territory = Territory(batch, text);
            }
            batch.Rows++;
            foreach (var rule in _rules)
            {
                var slot = rule.SlotOf(row);
                var (start, end) = _plain.Cell(row, rule.Value);
                if (slot >= 0 && rule.StatusOf(row) is var status and not Status.None && Numbers.ReadPlain(bytes.AsSpan(start, end - start), out var value))
                {
                    value = status.HasValue() ? Units.Convert(value, rule.Rule.Factor) : double.NaN;
                }
                else
                {
                    rows.GoTo(_plain, row);
                    slot = SlotOf(rule);
                    value = ValueOf(rule, out status);
                }
                batch.Add(slot, territory, value, status, line + row, _plain.Start[row]);
            }
        }
        rows.Pass(_plain);
        return true;
    }
}
