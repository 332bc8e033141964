using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;

namespace Terril.Observatory.Building;

internal sealed partial class RowInterpreter
{
    private readonly PlainRows _plain = new();
    private readonly int[] _slotOf = new int[PlainRows.Most];

    // Some hundreds of rows column by column: the same as row by row, with nothing to decide for a text that was met before.
    private bool ReadPlain(Batch batch)
    {
        var rows = (CsvReader)_rows;
        rows.Find(_plain);
        if (_plain.Count == 0) return false;

        foreach (var condition in _where) condition.Keep(_plain, rows);
        foreach (var column in _columns) column.Read(_plain, rows.Bytes);
        if (HoldsBlank(rows)) return false;
        var first = batch.Count;
        batch.Rows += _plain.Count;
        batch.Extend(_plain.Count * _rules.Length);
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            _rules[rule].FindSlots(_slotOf.AsSpan(0, _plain.Count));
            ReadValues(batch, first + rule, _rules[rule], rows.Bytes);
        }
        PutTerritories(batch, first, rows);
        ReadOthers(batch, first, rows);
        rows.Pass(_plain);
        return true;
    }

    // A row of nothing but white space is to be left: its territory is blank as the rest.
    private bool HoldsBlank(CsvReader rows)
    {
        var texts = _territory.Numbers.AsSpan(0, _plain.Count);
        var blank = _territory.Blank;
        for (var row = 0; blank >= 0 && texts[row..].IndexOf(blank) is >= 0 and var next; row++)
        {
            row += next;
            rows.GoTo(_plain, row);
            if (rows.IsBlank()) return true;
        }
        return false;
    }

    // The values of a rule; no status where the slot is unknown, or the cell is no number of the usual form.
    private void ReadValues(Batch batch, int at, RuleColumns rule, byte[] bytes)
    {
        ref var text = ref MemoryMarshal.GetArrayDataReference(bytes);
        var (sign, stride) = (Numbers.PlainSign, _rules.Length);
        var (isTold, texts, statuses) = (rule.Status.Column >= 0, rule.Status.Numbers, rule.StatusOfText.Of(rule.Status.Count));
        var (same, factor, inverse) = (rule.Rule.Status.Fixed, rule.Rule.Factor, rule.Inverse);
        for (var row = 0; row < _plain.Count; row++, at += stride)
        {
            var start = _plain.Cell(row, rule.Value, out var end);
            var slot = _slotOf[row];
            var status = isTold ? (Status)statuses[texts[row]] : same;
            if (slot < 0 || end < Number.Reach || !Number.TryPlain(ref Unsafe.Add(ref text, end), end - start, sign, out var value)) (status, value) = (Status.None, 0);
            batch.Slot[at] = slot;
            batch.Status[at] = status;
            batch.Value[at] = !status.HasValue() ? double.NaN : inverse > 0 ? value / inverse : value * factor;
        }
    }

    private void PutTerritories(Batch batch, int at, CsvReader rows)
    {
        var (texts, line, stride) = (_territory.Numbers, rows.NextLine, _rules.Length);
        var territories = _territories.Of(_territory.Count);
        for (var row = 0; row < _plain.Count; row++)
        {
            var territory = territories[texts[row]];
            if (territory < 0)
            {
                rows.GoTo(_plain, row);
                territory = Territory(batch, texts[row]);
            }
            for (var rule = 0; rule < stride; rule++, at++)
            {
                batch.Territory[at] = territory;
                batch.Line[at] = line + _plain.Line[row];
                batch.Start[at] = _plain.Start[row];
            }
        }
    }

    // In the order of the rows, since a number may settle how those after it are read.
    private void ReadOthers(Batch batch, int first, CsvReader rows)
    {
        for (var at = first; batch.Status.AsSpan(at, batch.Count - at).IndexOf(Status.None) is >= 0 and var next; at++)
        {
            at += next;
            var (row, rule) = Math.DivRem(at - first, _rules.Length);
            rows.GoTo(_plain, row);
            batch.Slot[at] = SlotOf(_rules[rule]);
            batch.Value[at] = ValueOf(_rules[rule], out batch.Status[at]);
        }
    }
}
