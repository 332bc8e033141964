using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>The values of a territory over time: a chart that joins no two editions, and the same as a table.</summary>
public sealed class SeriesChart
{
    private const int MostSpoken = 12;

    private readonly Words T;
    private readonly Links _links;
    private readonly Indicator _indicator;
    private int? _decimals;

    public SeriesChart(Words words, Links links, Release release, Indicator indicator, string breakdown, Territory territory)
    {
        (T, _links, _indicator) = (words, links, indicator);
        Series = release.Series(indicator.Id, breakdown, territory.Id);
        Superseded = release.Superseded(indicator.Id, breakdown, territory.Id);
        Runs = Run.Of(Series);
        Gap = breakdown.Length > 0 ? null : release.Targets(indicator.Id, territory.Id).Select(t => Gap.Of(release, t)).FirstOrDefault();
    }

    public IReadOnlyList<Figure> Series { get; }

    public IReadOnlyList<Superseded> Superseded { get; }

    public IReadOnlyList<Run> Runs { get; }

    /// <summary>The nearest target, when there is one.</summary>
    public Gap? Gap { get; }

    /// <summary>The last value that has a number; failing that, the last one.</summary>
    public Figure? Latest
    {
        get
        {
            for (var i = Series.Count - 1; i >= 0; i--)
                if (Series[i].HasValue) return Series[i];
            return Series is [.., var last] ? last : null;
        }
    }

    public int Decimals => _decimals ??= _indicator.Decimals(Series.Where(f => f.HasValue).Select(f => f.Value));

    /// <summary>True when there is a change to see.</summary>
    public bool IsDrawn => Series.Count(f => f.HasValue) + Superseded.Count > 1;

    /// <summary>Older editions, each with its values, oldest first.</summary>
    private IReadOnlyList<IGrouping<Edition, Superseded>> Older => Superseded.Count == 0 ? [] :
        [.. Superseded.Where(s => s.Status.HasValue()).GroupBy(s => s.Edition).OrderBy(g => g.Key.Published)];

    /// <summary>True when the path to the target can be drawn beside the measures.</summary>
    public bool HasPath => Path.Count > 1;

    private IReadOnlyList<Step> Path => field ??= Gap is { Refused: null } gap && double.IsFinite(gap.Goal) ? gap.Path() : [];

    public TimeChart Chart(int height = 260) => new()
    {
        Lines = [.. Older.Select(Old), .. Runs.Select(Line)],
        Goals = HasPath ? [new([.. Path.Select(s => new Moment(s.Year, s.Value))], T[$"cible {T.Number(Gap!.Goal, _indicator.Fewest(Gap.Goal))}", $"target {T.Number(Gap!.Goal, _indicator.Fewest(Gap.Goal))}"])] : [],
        Gaps = [.. Gaps()],
        Says = Says(),
        Write = value => T.Short(value, _indicator.Fewest(value)),
        Height = height,
    };

    public ValuesTable Table(string caption)
    {
        var older = Older;
        var path = HasPath ? Path.ToDictionary(s => s.Year, s => s.Value) : [];
        var years = path.Count > 0 ? [Gap!.Target.GoalYear] : Array.Empty<int>();
        var periods = Series.Select(f => f.Period).Concat(Superseded.Select(s => s.Key.Period)).Concat(years.Select(y => Period.Of(y))).Distinct().Order();
        List<string> columns = [older.Count > 0 ? T["En vigueur", "In force"] : T["Valeur", "Value"], T["Statut", "Status"], .. older.Select(g => EditionName(g.Key))];
        if (path.Count > 0) columns.Add(T["Trajectoire", "Path"]);
        return new(caption, T["Période", "Period"], columns, [.. periods.Select(p => Row(p, older, path))]);
    }

    /// <summary>How an edition is called: by its day, or by its file.</summary>
    public string EditionName(Edition edition) => edition.Published is { } day
        ? T[$"Édition du {T.ShortDate(day)}", $"Edition of {T.ShortDate(day)}"]
        : System.IO.Path.GetFileName(edition.Path);

    private ValuesRow Row(Period period, IReadOnlyList<IGrouping<Edition, Superseded>> older, Dictionary<int, double> path)
    {
        var figures = Series.Where(f => f.Period == period).ToList();
        List<ValueCell> cells = figures is [var figure]
            ? [new(T.Bare(_indicator, figure, Decimals), _links.Figure(figure.Key)), new(T.Status(figure.Status))]
            : [new(""), new("")];
        cells.AddRange(older.Select(g => new ValueCell(g.Where(s => s.Key.Period == period).Select(s => Write(s.Value)).FirstOrDefault(""))));
        if (path.Count > 0) cells.Add(new(period.Grain == Grain.Year && path.TryGetValue(period.Year, out var value) ? Write(value) : ""));
        return new(T.Period(period), cells);
    }

    private ChartLine Line(Run run)
    {
        var isLast = run == Runs[^1];
        var points = run.Figures.Select(f => new ChartPoint(f.Period.Moment(), f.Value, f.Status is Status.Estimated or Status.Partial ? Dot.Open : Dot.Full));
        return new([.. points], "", isLast ? T[$"{Write(run.Last.Value)} en {T.Period(run.Last.Period)}", $"{Write(run.Last.Value)} in {T.Period(run.Last.Period)}"] : Write(run.Last.Value));
    }

    private ChartLine Old(IGrouping<Edition, Superseded> edition)
    {
        var last = edition.Last();
        var name = edition.Key.Published is { } day ? T[$"édition {day.Year}", $"{day.Year} edition"] : T["édition antérieure", "earlier edition"];
        return new([.. edition.Select(s => new ChartPoint(s.Key.Period.Moment(), s.Value, Dot.Open))], "soft", $"{Write(last.Value)}, {name}");
    }

    /// <summary>From the measure to the path, when that is concluded; and between two editions of one year.</summary>
    private IEnumerable<ChartGap> Gaps()
    {
        if (HasPath && Gap!.Figure is { HasValue: true } measure && double.IsFinite(Gap.Difference) && !new GapCard(T, _indicator, Gap, measure).IsRounding)
            yield return new(measure.Period.Moment(), measure.Value, Gap.Expected, Size(Gap.Difference));
        foreach (var old in Superseded.Where(s => s.Status.HasValue()))
            foreach (var now in Series.Where(f => f.HasValue && f.Period == old.Key.Period && f.Value != old.Value))
                yield return new(now.Period.Moment(), now.Value, old.Value, Size(now.Value - old.Value));
    }

    private string Size(double difference) => T.Difference(Math.Abs(difference), _indicator.Unit, Decimals).TrimStart('+');

    private string Says()
    {
        var known = Series.Where(f => f.HasValue).ToList();
        var told = known.Count <= MostSpoken ? known : [known[0], known.MinBy(f => f.Value), known.MaxBy(f => f.Value), known[^1]];
        var said = string.Join(", ", told.Distinct().OrderBy(f => f.Period).Select(f => $"{T.Full(_indicator, f)} {T["en", "in"]} {T.Period(f.Period)}"));
        foreach (var old in Older)
            said += $". {EditionName(old.Key)}{T[" : ", ": "]}{string.Join(", ", old.Select(s => $"{Write(s.Value)} {T["en", "in"]} {T.Period(s.Key.Period)}"))}";
        if (HasPath) said += T[$". Cible : {Write(Gap!.Goal)} en {Gap.Target.GoalYear}", $". Target: {Write(Gap!.Goal)} in {Gap.Target.GoalYear}"];
        return $"{said}.";
    }

    private string Write(double value) => T.Number(value, Decimals);
}
