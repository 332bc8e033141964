using System.Text;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Api;

/// <summary>
/// Figures on their way out, sent as they are read: none is held in memory. They come series by series, so that what the
/// values of a series share is put in words once, and a period once for all.
/// </summary>
internal abstract class RowsOfFigures(Release release) : IResult
{
    private readonly Dictionary<Period, byte[]> _periods = [];
    private byte[] _head = [];
    private byte[] _unit = [];
    private (string? Indicator, string Breakdown, string Level) _series;

    protected Release Release => release;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        Describe(httpContext.Response);
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        using var to = new Blocks(httpContext.Response, httpContext.RequestAborted);
        await Write(to);
        await to.Send();
    }

    /// <summary>The headers.</summary>
    protected abstract void Describe(HttpResponse response);

    /// <summary>The whole answer, its last block left to send.</summary>
    protected abstract Task Write(Blocks to);

    /// <summary>What the rows of a series begin with, up to the code of the territory.</summary>
    protected abstract string Head(in FigureKey key);

    /// <summary>A text as the form quotes it.</summary>
    protected abstract string Quoted(string text);

    protected ReadOnlySpan<byte> HeadOf(in FigureKey key)
    {
        if (!ReferenceEquals(_series.Indicator, key.Indicator) || !ReferenceEquals(_series.Breakdown, key.Breakdown) || !ReferenceEquals(_series.Level, key.Territory.Level))
        {
            _series = (key.Indicator, key.Breakdown, key.Territory.Level);
            _head = Encoding.UTF8.GetBytes(Head(key));
            _unit = Encoding.UTF8.GetBytes(Quoted(release.Indicator(key.Indicator)?.Unit ?? ""));
        }
        return _head;
    }

    /// <summary>The unit of the series whose head was written.</summary>
    protected ReadOnlySpan<byte> Unit => _unit;

    protected ReadOnlySpan<byte> PeriodOf(in FigureKey key)
    {
        if (!_periods.TryGetValue(key.Period, out var written)) _periods[key.Period] = written = Encoding.UTF8.GetBytes(key.Period.ToString());
        return written;
    }

    protected static ReadOnlySpan<byte> StatusOf(Status status) => status switch
    {
        Status.Reference => "reference"u8,
        Status.Provisional => "provisional"u8,
        Status.Estimated => "estimated"u8,
        Status.Raw => "raw"u8,
        Status.Partial => "partial"u8,
        Status.Secret => "secret"u8,
        _ => "unavailable"u8,
    };
}
