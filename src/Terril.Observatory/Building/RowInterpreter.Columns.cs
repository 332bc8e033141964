using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Recipes;

namespace Terril.Observatory.Building;

internal sealed partial class RowInterpreter
{
    /// <summary>A column whose texts are numbered; −1 for none.</summary>
    private sealed class TextColumn(int column)
    {
        private readonly TextTable _texts = new();

        public int Column => column;

        /// <summary>Number of the text of the current row, without the white space around it.</summary>
        public int Of(RowReader rows) => _texts.Of(Utf8Cell.Trim(rows.Utf8(column)));

        /// <summary>Numbers of the texts of some rows, as <see cref="Read"/> left them.</summary>
        public int[] Numbers { get; } = new int[512];

        /// <summary>Numbers the texts of some rows.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Read(PlainRows rows, byte[] bytes)
        {
            var (last, lastLength, lastNumber) = (0UL, -1, 0);
            for (var row = 0; row < rows.Count; row++)
            {
                var (start, end) = rows.Cell(row, column);
                var text = bytes.AsSpan(start, end - start);
                var head = start <= bytes.Length - 8 ? Shortened(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(start)), text.Length) : TextTable.Head(text);
                if (head != last || text.Length != lastLength || text.Length > 8)
                {
                    var trimmed = Utf8Cell.Trim(text);
                    (last, lastLength) = (head, text.Length);
                    lastNumber = trimmed.Length == text.Length ? _texts.Of(text, head) : _texts.Of(trimmed);
                }
                Numbers[row] = lastNumber;
            }
        }

        private static ulong Shortened(ulong eight, int length) => length >= 8 ? eight : eight & ((1UL << (8 * length)) - 1);
    }

    /// <summary>A condition on the rows.</summary>
    private sealed class KeptTexts(TextColumn texts, IReadOnlyList<string> kept)
    {
        private readonly List<bool?> _keeps = [];

        public bool Keeps(RowReader rows)
        {
            var text = texts.Of(rows);
            while (_keeps.Count <= text) _keeps.Add(null);
            return _keeps[text] ??= kept.Contains(rows[texts.Column].Trim().ToString());
        }
    }

    /// <summary>Where the code of a dimension is: a column, or one code for all rows. Codes are numbered from 1, 0 being all of them.</summary>
    private sealed record BreakdownColumn(Dimension Dimension, BreakdownRule Rule, TextColumn Texts)
    {
        /// <summary>In the order of the dimensions, those that the file does not distinguish left out.</summary>
        public static IEnumerable<BreakdownColumn> Of(Indicator indicator, IReadOnlyList<BreakdownRule> rules, Func<BreakdownRule, TextColumn> texts) =>
            indicator.Breakdown.SelectMany(dimension => rules.Where(r => r.Dimension == dimension.Id).Take(1), (dimension, rule) => new BreakdownColumn(dimension, rule, texts(rule)));

        public List<int> CodeOfText { get; } = [];

        /// <summary>How many numbers there are.</summary>
        public int Codes => Dimension.Codes.Count + 1;

        public int Fixed { get; } = Rule.Value is { } code ? Number(Dimension, code) : -1;

        /// <summary>Number of the code that a text of the file stands for; −1 for none.</summary>
        public int CodeOf(string text) =>
            Rule.Map.TryGetValue(text, out var code) || Rule.Map.TryGetValue("*", out code) ? Number(Dimension, code)
            : Rule.Map.Count == 0 && Dimension.Codes.Contains(text) ? Number(Dimension, text) : -1;

        private static int Number(Dimension dimension, string code) => dimension.Codes.ToList().IndexOf(code) + 1;
    }

    /// <summary>The columns of a value rule.</summary>
    private sealed class RuleColumns(ValueRule rule, Indicator indicator)
    {
        private readonly List<int[]> _slots = [];

        public ValueRule Rule => rule;

        public required int Value { get; init; }

        public required TextColumn Period { get; init; }

        public required TextColumn Status { get; init; }

        public required int Hidden { get; init; }

        public required BreakdownColumn[] Breakdowns { get; init; }

        public required KeptTexts[] Where { get; init; }

        public byte[][] Secrets { get; } = [.. rule.Secret.Texts.Select(Encoding.UTF8.GetBytes)];

        public byte[][] Missing { get; } = [.. rule.Missing.Select(Encoding.UTF8.GetBytes)];

        /// <summary>Whether one of the texts that stand for no value might be taken for one.</summary>
        public bool MarksLikeNumbers { get; } = rule.Secret.Texts.Concat(rule.Missing).Any(text => text.Any(char.IsAsciiDigit));

        /// <summary>Periods met, in order of first sight.</summary>
        public List<Period> Periods { get; } = rule.Period.Value is { } period ? [period] : [];

        public List<int> PeriodOfText { get; } = [];

        public List<Status> Statuses { get; } = [];

        /// <summary>Numbers the texts that some rows have in its columns.</summary>
        public void ReadTexts(PlainRows rows, byte[] bytes)
        {
            if (Period.Column >= 0) Period.Read(rows, bytes);
            if (Status.Column >= 0) Status.Read(rows, bytes);
            foreach (var column in Breakdowns)
                if (column.Texts.Column >= 0) column.Texts.Read(rows, bytes);
        }

        /// <summary>Slot of one of the rows whose texts were numbered; −1 when one of them was never met.</summary>
        public int SlotOf(int row)
        {
            var period = Period.Column < 0 ? 0 : Met(PeriodOfText, Period.Numbers[row]);
            var breakdown = 0;
            foreach (var column in Breakdowns)
            {
                var code = column.Texts.Column < 0 ? column.Fixed : Met(column.CodeOfText, column.Texts.Numbers[row]);
                if (code < 0) return -1;
                breakdown = (breakdown * column.Codes) + code;
            }
            return period < 0 || period >= _slots.Count ? -1 : _slots[period][breakdown];
        }

        /// <summary>Status of one of the rows whose texts were numbered; none when its text was never met.</summary>
        public Status StatusOf(int row) => Status.Column < 0 ? Rule.Status.Fixed : Status.Numbers[row] < Statuses.Count ? Statuses[Status.Numbers[row]] : Indicators.Status.None;

        private static int Met(List<int> of, int text) => text < of.Count ? of[text] : -1;

        /// <summary>Slots of a period, by breakdown; −1 for one that was never met.</summary>
        public int[] Slots(int period)
        {
            while (_slots.Count <= period)
            {
                var slots = new int[Breakdowns.Aggregate(1, (count, column) => count * column.Codes)];
                Array.Fill(slots, -1);
                _slots.Add(slots);
            }
            return _slots[period];
        }

        /// <summary>Key of a breakdown by its number.</summary>
        public string KeyOf(int breakdown)
        {
            var codes = new string?[indicator.Breakdown.Count];
            for (var i = Breakdowns.Length - 1; i >= 0; i--)
            {
                var (column, number) = (Breakdowns[i], breakdown % Breakdowns[i].Codes);
                codes[indicator.Breakdown.ToList().IndexOf(column.Dimension)] = number == 0 ? null : column.Dimension.Codes[number - 1];
                breakdown /= column.Codes;
            }
            return Indicators.Breakdowns.Key(indicator.Breakdown, codes);
        }
    }
}
