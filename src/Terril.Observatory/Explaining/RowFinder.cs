using System.Globalization;
using Terril.Observatory.Building;
using Terril.Observatory.Indicators;
using Terril.Observatory.Reading;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Explaining;

/// <summary>Finds the raw rows of the values wanted, each kept file read once for all of them.</summary>
internal sealed class RowFinder(ReleaseStore store, Release release)
{
    private readonly Dictionary<Edition, HashSet<FigureKey>> _wanted = [];
    private readonly Dictionary<FigureKey, Found> _found = [];

    public void Want(FigureKey key, Edition edition)
    {
        if (!_wanted.TryGetValue(edition, out var wanted)) _wanted[edition] = wanted = [];
        wanted.Add(key);
        _found.TryAdd(key, new Found());
    }

    public Found Of(FigureKey key) => _found.GetValueOrDefault(key) ?? new Found();

    public void Find(CancellationToken stop)
    {
        foreach (var received in Verify.Received(store, release.Site, release.Manifest))
            foreach (var (edition, keys) in _wanted.Where(w => w.Key.Is(received.Source, received.File)))
                Scan(received, edition, keys, stop);
    }

    private void Scan(Received received, Edition edition, HashSet<FigureKey> keys, CancellationToken stop)
    {
        // Its bytes are verified while they are read: what an altered copy would say is never given.
        var check = Task.Run(() => store.Snapshots.Check(received.Sha256, received.File.Path), CancellationToken.None);
        try
        {
            if (!TryRead(received, edition, keys, stop)) Read(received, edition, keys, isQuick: false, stop);
        }
        finally
        {
            check.GetAwaiter().GetResult();
        }
    }

    // What is left unread may be what tells how a later row is written: all is read then.
    private bool TryRead(Received received, Edition edition, HashSet<FigureKey> keys, CancellationToken stop)
    {
        try
        {
            Read(received, edition, keys, isQuick: true, stop);
            return true;
        }
        catch (FaultyInputException)
        {
            foreach (var key in keys) _found[key] = new Found();
            return false;
        }
    }

    private void Read(Received received, Edition edition, HashSet<FigureKey> keys, bool isQuick, CancellationToken stop)
    {
        var native = store.Lists.At(received.File.Territory.Vintage ?? release.Site.Vintage).With(release.Site.Territories);
        var wanted = Natives(received.File, native, keys);
        var all = native.At(received.File.Territory.Level);
        var isWanted = new bool[all.Count];
        foreach (var (_, _, territory, _) in wanted.Keys) isWanted[territory] = true;
        using var rows = RowReader.Open(received.Path, received.File.Path, received.File.Reading);
        var slots = new Slots();
        var interpreter = new RowInterpreter(received.File, rows, release.Site, native, slots);
        var texts = isQuick ? WantedTexts.Of(received.File, native, all.Where((_, index) => isWanted[index]).Select(t => t.Code)) : null;
        new ReadInOrder(rows, () => new RowInterpreter(received.File, rows, release.Site, native, slots), Take)
        {
            RowsAreWanted = true, MaySay = texts is null ? null : texts.AreIn, Stop = stop,
        }.Run();

        void Take(Batch batch, int before, RowReader reader)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var (slot, territory) = (slots[batch.Slot[i]], batch.Territory[i]);
                if (territory < 0) territory = batch.Odd[-territory - 1].Territory;
                if (territory < 0 || !isWanted[territory]) continue;
                var rule = received.File.Values[slot.Rule];
                var period = rule.Period.To is { } grain ? slot.Period.To(grain) : slot.Period;
                if (!wanted.TryGetValue((slot.Series.Indicator, slot.Series.Breakdown, territory, period), out var targets)) continue;
                reader.Return(batch.Start[i], batch.Line[i]);
                var row = new RawRow(edition, before + batch.Line[i], rows.Columns, Cells(reader), interpreter.ValueColumn(slot.Rule), reader.Raw, batch.Value[i]);
                foreach (var (target, share) in targets)
                    _found[target].Add(row with { Value = batch.Value[i] * share }, rule.Period, (territory, slot.Period), received.File.Duplicates == Duplicates.Last);
            }
        }
    }

    // Which cells of the file's own vintage make the values wanted in the release's.
    private Dictionary<(string, string, int, Period), List<(FigureKey Key, double Share)>> Natives(SourceFile file, Geography native, HashSet<FigureKey> keys)
    {
        var level = file.Territory.Level;
        var passage = native.Vintage == release.Site.Vintage || !Level.Official.Contains(level) ? null : store.Lists.Between(native.Vintage, release.Site.Vintage);
        var byTarget = keys.ToLookup(k => release.Geography.Find(k.Territory)!.Index);
        var natives = new Dictionary<(string, string, int, Period), List<(FigureKey, double)>>();
        for (var i = 0; i < native.At(level).Count; i++)
        {
            var parts = passage is null ? [new Part(i, 1)] : passage.Parts(level, i);
            foreach (var part in parts)
            {
                foreach (var key in byTarget[part.Target])
                {
                    var cell = (key.Indicator, key.Breakdown, i, key.Period);
                    if (!natives.TryGetValue(cell, out var targets)) natives[cell] = targets = [];
                    targets.Add((key, release.Indicator(key.Indicator)!.Aggregate == Aggregation.Sum ? part.Share : 1));
                    if (passage is not null && passage.MovementOf(level, i) is not Movement.Same and var movement) Note(key, native.At(level)[i], native.Vintage, movement, part.Share);
                }
            }
        }
        return natives;
    }

    private void Note(FigureKey key, Territory from, int vintage, Movement movement, double share)
    {
        var (fr, en) = movement switch
        {
            Movement.Renamed => ("a changé de code", "changed code"),
            Movement.Merged => ("est entrée tout entière dans ce territoire", "went whole into this territory"),
            Movement.Split => ($"a été partagée : {Percent(share)} de sa population sont ici, la valeur est estimée", $"was shared out: {Percent(share)} of its population is here, the value is estimated"),
            Movement.Reshaped => ("a changé de périmètre, la valeur est estimée", "changed perimeter, the value is estimated"),
            _ => ("", ""),
        };
        _found[key].Notes.Add(new Text($"{from.Name} ({from.Code}, {vintage}) {fr}.", $"{from.Name} ({from.Code}, {vintage}) {en}."));
    }

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string[] Cells(RowReader rows)
    {
        var cells = new string[rows.Columns.Count];
        for (var c = 0; c < cells.Length; c++) cells[c] = rows[c].ToString();
        return cells;
    }
}

/// <summary>The rows of a value, how they make it, and what is to know of them.</summary>
internal sealed class Found
{
    private readonly List<((int Territory, Period Period) Cell, RawRow Row)> _rows = [];

    public IReadOnlyList<RawRow> Rows => [.. _rows.Select(r => r.Row)];

    public List<Text> Notes { get; } = [];

    /// <summary>The rule that makes a period of days or months; null when the rows add up.</summary>
    public PeriodRule? Period { get; private set; }

    public void Add(RawRow row, PeriodRule period, (int, Period) cell, bool replaces)
    {
        if (replaces) _rows.RemoveAll(r => r.Cell == cell);
        _rows.Add((cell, row));
        if (period.To is not null) Period = period;
    }
}
