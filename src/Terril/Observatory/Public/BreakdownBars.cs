using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>The parts of an indicator that have figures, and the two periods at which they are compared.</summary>
public sealed record BreakdownParts(Dimension Dimension, Territory Territory, IReadOnlyList<(string Code, IReadOnlyList<Figure> Series)> All, Period First, Period Last);

/// <summary>What an indicator is made of, at its last period: sectors, types, technologies.</summary>
public sealed class BreakdownBars(Words T, Links links, Release release, Indicator indicator)
{
    private const int Foremost = 2;

    /// <summary>Null when there are not two parts to compare, or when one is under zero: a bar starts at zero.</summary>
    public BreakdownParts? Read(Dimension dimension, Territory territory)
    {
        var (parts, known) = (new List<(string Code, IReadOnlyList<Figure> Series)>(dimension.Codes.Count), new Dictionary<Period, int>());
        foreach (var code in dimension.Codes)
        {
            var series = release.Series(indicator.Id, $"{dimension.Id}={code}", territory.Id);
            if (series.Count == 0) continue;
            parts.Add((code, series));
            foreach (var figure in series)
            {
                if (!figure.HasValue) continue;
                if (figure.Value < 0) return null;
                known[figure.Period] = known.GetValueOrDefault(figure.Period) + 1;
            }
        }
        var compared = known.Where(p => p.Value > 1).Select(p => p.Key).ToList();
        return compared.Count == 0 ? null : new(dimension, territory, parts, compared.Min(), compared.Max());
    }

    /// <summary>The table of bars of what was read.</summary>
    public Bars Of(BreakdownParts read)
    {
        var (dimension, territory, parts, first, last) = read;
        var isCompared = first != last && IsSameRun(parts, first, last);
        var total = release.Find(new FigureKey(indicator.Id, "", territory.Id, last));
        var hasShare = total is { HasValue: true, Value: > 0 } && total.Value.Status != Status.Partial && indicator.Unit != "%";
        var decimals = indicator.Decimals(parts.SelectMany(p => p.Series).Where(f => f.HasValue && (f.Period == last || f.Period == first)).Select(f => f.Value));

        var rows = parts
            .Select(p => (p.Code, Now: At(p.Series, last), Was: isCompared ? At(p.Series, first) : null))
            .Where(p => p.Now is not null)
            .OrderByDescending(p => p.Now is { HasValue: true } now ? now.Value : double.NegativeInfinity)
            .Select((p, rank) => Row(dimension, p.Code, p.Now!.Value, p.Was, rank))
            .ToList();

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
    private static bool IsSameRun(IReadOnlyList<(string Code, IReadOnlyList<Figure> Series)> parts, Period first, Period last) =>
        parts.All(p => At(p.Series, first) is not { } was || At(p.Series, last) is not { } now || was.Edition?.Path == now.Edition?.Path);

    private static Figure? At(IReadOnlyList<Figure> series, Period period)
    {
        foreach (var figure in series)
            if (figure.Period == period) return figure;
        return null;
    }
}
