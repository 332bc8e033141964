using Terril.Observatory.Indicators;
using Terril.Observatory.Recipes;

namespace Terril.Observatory.Building;

/// <summary>The days or months of one territory that make one longer period.</summary>
internal sealed class Spell(PeriodRule rule, int expected, int line)
{
    private int _known;
    private int _passing;
    private double _sum;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private Status _status;

    public int Known => _known;

    public int Expected => expected;

    public void Add(double value, Status status, double factor)
    {
        if (!status.HasValue()) return;
        _known++;
        _sum += value;
        _min = Math.Min(_min, value);
        _max = Math.Max(_max, value);
        _status = _status.And(status);
        if (Passes(value / factor)) _passing++;
    }

    public void Close(Native cells, int territory)
    {
        var share = (double)_known / expected;
        if (_known == 0 || share < rule.AtLeast)
        {
            cells.Set(territory, double.NaN, Status.Unavailable, line);
            return;
        }
        var value = rule.By switch
        {
            PeriodAggregate.Mean => _sum / _known,
            PeriodAggregate.Sum => _sum,
            PeriodAggregate.Min => _min,
            PeriodAggregate.Max => _max,
            _ => _passing,
        };
        cells.Set(territory, value, share < 1 ? _status.And(Incomplete) : _status, line, share);
    }

    // A sum, a count, a maximum can only grow with the days that lack; a mean or a minimum may go either way.
    private Status Incomplete => rule.By is PeriodAggregate.Mean or PeriodAggregate.Min ? Status.Estimated : Status.Partial;

    private bool Passes(double value) => rule.By == PeriodAggregate.Count && rule.Comparison switch
    {
        ">" => value > rule.Threshold,
        ">=" => value >= rule.Threshold,
        "<" => value < rule.Threshold,
        "<=" => value <= rule.Threshold,
        _ => value == rule.Threshold,
    };
}
