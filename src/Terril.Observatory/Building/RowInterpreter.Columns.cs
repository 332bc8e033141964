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

        /// <summary>How many numbers there are.</summary>
        public int Count => _texts.Count;

        /// <summary>Number of the empty text; −1 when it was never met.</summary>
        public int Blank => _texts.Met([]);

        /// <summary>Number of the text of the current row, without the white space around it.</summary>
        public int Of(RowReader rows) => _texts.OfTrimmed(rows.Utf8(column));

        /// <summary>Numbers of the texts of some rows, as <see cref="Read"/> left them.</summary>
        public int[] Numbers { get; } = new int[PlainRows.Most];

        /// <summary>Numbers the texts of some rows.</summary>
        public void Read(PlainRows rows, byte[] bytes) => _texts.Read(rows, column, bytes, Numbers);
    }

    /// <summary>What each text of a column stands for, by its number.</summary>
    private sealed class Meanings(int unmet)
    {
        private int[] _all = [];

        /// <summary>That of a text; of any number below one that <see cref="Of"/> was told.</summary>
        public int this[int text]
        {
            get => text < _all.Length ? _all[text] : unmet;
            set => Of(text + 1)[text] = value;
        }

        /// <summary>Those of some texts at least.</summary>
        public int[] Of(int texts)
        {
            var length = _all.Length;
            if (length >= texts) return _all;
            Array.Resize(ref _all, Math.Max(2 * length, texts));
            _all.AsSpan(length).Fill(unmet);
            return _all;
        }
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

        /// <summary>Leaves the rows of which it is not true.</summary>
        public void Keep(PlainRows plain, CsvReader rows)
        {
            texts.Read(plain, rows.Bytes);
            var count = 0;
            for (var row = 0; row < plain.Count; row++)
            {
                var text = texts.Numbers[row];
                while (_keeps.Count <= text) _keeps.Add(null);
                if (_keeps[text] is null) rows.GoTo(plain, row);
                if (_keeps[text] ?? Keeps(rows)) plain.Move(row, count++);
            }
            plain.Count = count;
        }
    }

    /// <summary>Where the code of a dimension is: a column, or one code for all rows. Codes are numbered from 1, 0 being all of them.</summary>
    private sealed record BreakdownColumn(Dimension Dimension, BreakdownRule Rule, TextColumn Texts)
    {
        /// <summary>In the order of the dimensions, those that the file does not distinguish left out.</summary>
        public static IEnumerable<BreakdownColumn> Of(Indicator indicator, IReadOnlyList<BreakdownRule> rules, Func<BreakdownRule, TextColumn> texts) =>
            indicator.Breakdown.SelectMany(dimension => rules.Where(r => r.Dimension == dimension.Id).Take(1), (dimension, rule) => new BreakdownColumn(dimension, rule, texts(rule)));

        public Meanings CodeOfText { get; } = new(Unmet);

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
        private int[] _slots = [];

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

        /// <summary>What a value is divided by rather than multiplied; 0 for none.</summary>
        public double Inverse { get; } = Units.Inverse(rule.Factor);

        /// <summary>Periods met, in order of first sight.</summary>
        public List<Period> Periods { get; } = rule.Period.Value is { } period ? [period] : [];

        public Meanings PeriodOfText { get; } = new(Unmet);

        public Meanings StatusOfText { get; } = new((int)Indicators.Status.None);

        /// <summary>Number of the slot of a period and a breakdown; −1 when it was never met.</summary>
        public ref int SlotOf(int period, int breakdown)
        {
            var all = Breakdowns.Aggregate(1, (count, column) => count * column.Codes);
            var length = _slots.Length;
            if (length < (period + 1) * all)
            {
                Array.Resize(ref _slots, Math.Max(2 * length, (period + 1) * all));
                _slots.AsSpan(length).Fill(Unmet);
            }
            return ref _slots[(period * all) + breakdown];
        }

        /// <summary>Finds the slots of some rows whose texts were numbered; −1 where one of them was never met.</summary>
        /// <param name="slots">Receives one a row.</param>
        public void FindSlots(Span<int> slots)
        {
            slots.Clear();
            if (Period.Column >= 0) Join(slots, Period, PeriodOfText, int.MaxValue);
            foreach (var column in Breakdowns)
            {
                if (column.Texts.Column >= 0) Join(slots, column.Texts, column.CodeOfText, column.Codes);
                else Join(slots, column.Fixed, column.Codes);
            }
            var all = _slots;
            for (var row = 0; row < slots.Length; row++) slots[row] = (uint)slots[row] < (uint)all.Length ? all[slots[row]] : Unmet;
        }

        private static void Join(Span<int> slots, int code, int codes)
        {
            for (var row = 0; row < slots.Length; row++) slots[row] = slots[row] < 0 ? Unmet : (slots[row] * codes) + code;
        }

        private static void Join(Span<int> slots, TextColumn texts, Meanings meanings, int codes)
        {
            var (numbers, all) = (texts.Numbers, meanings.Of(texts.Count));
            for (var row = 0; row < slots.Length; row++)
            {
                var code = all[numbers[row]];
                slots[row] = (slots[row] | code) < 0 ? Unmet : (slots[row] * codes) + code;
            }
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
