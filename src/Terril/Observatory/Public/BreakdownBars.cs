using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>What an indicator is made of, at its last period: sectors, types, technologies.</summary>
public sealed class BreakdownBars(Words T, Links links, Release release, Indicator indicator)
{
    private const int Foremost = 2;

    /// <summary>Null when there are not two parts to compare, or when one is under zero: a bar starts at zero.</summary>
    public Bars? Of(Dimension dimension, Territory territory)
    {
        var parts = dimension.Codes
            .Select(code => (Code: code, Series: release.Series(indicator.Id, $"{dimension.Id}={code}", territory.Id)))
            .Where(p => p.Series.Count > 0)
            .ToList();
        var periods = parts.SelectMany(p => p.Series).Where(f => f.HasValue).GroupBy(f => f.Period).Where(g => g.Count() > 1).Select(g => g.Key).Order().ToList();
        if (periods.Count == 0) return null;

        var (first, last) = (periods[0], periods[^1]);
        if (parts.SelectMany(p => p.Series).Any(f => f.HasValue && f.Value < 0)) return null;
        var isCompared = first != last && IsSameRun(parts.ConvertAll(p => p.Series), first, last);
        var total = release.Find(new FigureKey(indicator.Id, "", territory.Id, last));
        var hasShare = total is { HasValue: true, Value: > 0 } && total.Value.Status != Status.Partial && indicator.Unit != "%";
        var decimals = indicator.Decimals(parts.SelectMany(p => p.Series).Where(f => f.HasValue && (f.Period == last || f.Period == first)).Select(f => f.Value));

        var rows = parts
            .Select(p => (p.Code, Now: At(p.Series, last), Was: isCompared ? At(p.Series, first) : null))
            .Where(p => p.Now is not null)
            .OrderByDescending(p => p.Now is { HasValue: true } now ? now.Value : double.NegativeInfinity)
            .Select((p, rank) => Row(dimension, p.Code, p.Now!.Value, p.Was, rank))
            .ToList();
        if (rows.Count < 2) return null;

        return new()
        {
            Caption = T.Unit(indicator.Unit) is { Length: > 0 } unit ? T[$"{indicator.Short.Fr} en {T.Period(last)}, en {unit}", $"{indicator.Short.En} in {T.Period(last)}, in {unit}"] : T[$"{indicator.Short.Fr} en {T.Period(last)}", $"{indicator.Short.En} in {T.Period(last)}"],
            Head = Name(dimension),
            BarHead = isCompared ? T[$"Barres : {T.Period(last)}, et {T.Period(first)} en fin", $"Bars: {T.Period(last)}, and {T.Period(first)} thin"] : T["Barre", "Bar"],
            Columns = [T.Period(last), .. isCompared ? [T.Period(first)] : Array.Empty<string>(), .. hasShare ? [T["Part", "Share"]] : Array.Empty<string>()],
            Rows = rows,
            TotalName = T["Total", "Total"],
            Total = total is { } sum
                ? [T.Bare(indicator, sum, decimals), .. isCompared ? [release.Find(sum.Key with { Period = first }) is { } was ? T.Bare(indicator, was, decimals) : ""] : Array.Empty<string>(), .. hasShare ? [T.Share(1, 0)] : Array.Empty<string>()]
                : [],
        };

        Bar Row(Dimension of, string code, Figure now, Figure? was, int rank) => new(T[release.Site.Label(of.Id, code)], now.HasValue ? now.Value : double.NaN,
            [
                T.Bare(indicator, now, decimals),
                .. isCompared ? [was is { } then ? T.Bare(indicator, then, decimals) : ""] : Array.Empty<string>(),
                .. hasShare ? [now.HasValue ? Share(now.Value / total!.Value.Value) : ""] : Array.Empty<string>(),
            ])
        {
            CellAddress = links.Figure(now.Key),
            Was = was is { HasValue: true } earlier ? earlier.Value : null,
            IsSoft = rank >= Foremost,
        };
    }

    private string Share(double share) => T.Share(share, share is > 0 and < 0.005 ? 1 : 0);

    private string Name(Dimension dimension) =>
        release.Site.Labels.FirstOrDefault(l => l.Dimension == dimension.Id) is { } labels ? T[labels.Name] : dimension.Id;

    /// <summary>Two editions are not compared, here either.</summary>
    private static bool IsSameRun(List<IReadOnlyList<Figure>> series, Period first, Period last) =>
        series.TrueForAll(s => At(s, first) is not { } was || At(s, last) is not { } now || was.Edition?.Path == now.Edition?.Path);

    private static Figure? At(IReadOnlyList<Figure> series, Period period)
    {
        foreach (var figure in series)
            if (figure.Period == period) return figure;
        return null;
    }
}
