using Terril.Observatory.Indicators;
using Terril.Observatory.Territories;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>Six classes of an indicator's values, from the nearest to the ground to the farthest: their colours and their legend.</summary>
public sealed class ValueClasses
{
    private const int Classes = 6;

    /// <summary>Of the population of intermunicipalities, bounds that mean something: 20 000 is the threshold of the climate plan.</summary>
    private static readonly double[] s_population = [10_000, 20_000, 30_000, 60_000, 120_000];

    private readonly Indicator _indicator;
    private readonly double[] _bounds;
    private readonly int _decimals;

    private ValueClasses(Indicator indicator, double[] bounds, int decimals) => (_indicator, _bounds, _decimals) = (indicator, bounds, decimals);

    /// <summary>The classes of a map: of like numbers, with bounds rounded to two digits, unless bounds that mean something are known.</summary>
    public static ValueClasses Of(Indicator indicator, string level, IReadOnlyList<double> values) =>
        new(indicator, indicator.Id == "population" && level == Level.Epci ? s_population : Bounds(values), indicator.Decimals(values));

    /// <summary><c>q1</c>…<c>q6</c>, <c>hid</c> for a secret, <c>nil</c> for nothing.</summary>
    public string Css(double value, Status status) =>
        status.HasValue() ? $"q{_bounds.Count(b => value >= b) + 1}" : status == Status.Secret ? "hid" : "nil";

    /// <summary>A territory and its value, or the word of what it is instead.</summary>
    public string Say(Words T, Territory territory, double value, Status status)
    {
        var said = status.HasValue() ? T.Value(value, _indicator.Unit, _decimals) : T.Status(status);
        if (status == Status.Partial) said = T.AtLeast(said);
        return T[$"{territory.Name} : {said}", $"{territory.Name}: {said}"];
    }

    public IEnumerable<MapClass> Legend(Words T)
    {
        var decimals = _indicator.Decimals(_bounds);
        string Say(double bound) => T.Number(bound, decimals);
        if (_bounds.Length == 0) yield break;
        yield return new("q1", T[$"moins de {Say(_bounds[0])}", $"under {Say(_bounds[0])}"]);
        for (var i = 1; i < _bounds.Length; i++) yield return new($"q{i + 1}", T[$"{Say(_bounds[i - 1])} à {Say(_bounds[i])}", $"{Say(_bounds[i - 1])} to {Say(_bounds[i])}"]);
        yield return new($"q{_bounds.Length + 1}", T[$"{Say(_bounds[^1])} et plus", $"{Say(_bounds[^1])} and over"]);
    }

    private static double[] Bounds(IReadOnlyList<double> values)
    {
        var known = values.Where(double.IsFinite).Order().ToList();
        return known.Count < Classes ? [] : [.. Enumerable.Range(1, Classes - 1).Select(k => Round(known[k * known.Count / Classes])).Distinct().Order()];
    }

    private static double Round(double value)
    {
        if (value == 0) return 0;
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return Math.Round(value / power) * power;
    }
}
