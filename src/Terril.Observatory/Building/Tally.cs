using Terril.Observatory.Indicators;

namespace Terril.Observatory.Building;

/// <summary>Adds up values for each of some territories, and what is known of them.</summary>
/// <remarks>
/// A secret or missing addend makes the sum a lower bound; all of them secret make it secret; an estimated one makes it estimated.
/// Coverage is the mean coverage of the addends. The order of addition is that of the calls: same input, same bits.
/// </remarks>
internal sealed class Tally(int territories)
{
    private readonly double[] _sum = new double[territories];
    private readonly double[] _covered = new double[territories];
    private readonly int[] _addends = new int[territories];
    private readonly int[] _known = new int[territories];
    private readonly int[] _said = new int[territories];
    private readonly bool[] _secret = new bool[territories];
    private readonly Status[] _status = new Status[territories];

    public void Add(int territory, double value, Status status, double coverage)
    {
        _addends[territory]++;
        if (status == Status.None) return;
        _said[territory]++;
        if (!status.HasValue())
        {
            _secret[territory] |= status == Status.Secret;
            return;
        }
        _known[territory]++;
        _sum[territory] += value;
        _covered[territory] += coverage;
        _status[territory] = _status[territory].And(status);
    }

    /// <summary>True when something was said of every addend.</summary>
    public bool Whole(int territory) => _said[territory] == _addends[territory];

    public double CoverageOf(int territory) => _known[territory] == 0 ? 0 : _covered[territory] / _addends[territory];

    public double SumOf(int territory) => _sum[territory];

    public Status StatusOf(int territory)
    {
        if (_said[territory] == 0) return Status.None;
        if (_known[territory] == 0) return _secret[territory] ? Status.Secret : Status.Unavailable;
        return _known[territory] < _addends[territory] ? Status.Partial : _status[territory];
    }
}
