using System.Globalization;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Observatory.Public;

/// <summary>Says where a territory stands against its target, or why that is not concluded.</summary>
public sealed class GapCard(Words T, Indicator indicator, Gap gap, Figure figure)
{
    private readonly int _decimals = indicator.Decimals(figure.Value);

    /// <summary>The gap is smaller than the rounding of what is published: nothing is concluded from it.</summary>
    public bool IsRounding => Math.Abs(gap.Difference) < Math.Pow(10, -_decimals);

    /// <summary>True when base, goal and measure are known: there is a slope to draw, concluded or not.</summary>
    public bool IsDrawn => double.IsFinite(gap.Base) && double.IsFinite(gap.Goal) && figure.HasValue && gap.Target.GoalYear > gap.Target.BaseYear;

    /// <summary>« 40 kg de trop »: direction and meaning, in words.</summary>
    public string Finding
    {
        get
        {
            var size = indicator.Unit == "%" ? T.Difference(Math.Abs(gap.Difference), "%", _decimals).TrimStart('+') : Say(Math.Abs(gap.Difference));
            return (indicator.Direction, gap.Difference > 0) switch
            {
                (Direction.Lower, true) => T[$"{size} de trop", $"{size} too much"],
                (Direction.Lower, false) => T[$"{size} de moins", $"{size} less"],
                (Direction.Higher, false) => T[$"{size} de retard", $"{size} behind"],
                (Direction.Higher, true) => T[$"{size} d’avance", $"{size} ahead"],
                (_, true) => T[$"{size} au-dessus", $"{size} above"],
                _ => T[$"{size} au-dessous", $"{size} below"],
            };
        }
    }

    /// <summary>The target in words: « −15 % en 2030 par rapport à 2010 », « 28 % en 2031 ».</summary>
    public string Goal => gap.Target.GoalChange is { } change
        ? T[$"{Percent(change)} en {gap.Target.GoalYear} par rapport à {gap.Target.BaseYear}", $"{Percent(change)} in {gap.Target.GoalYear} from {gap.Target.BaseYear}"]
        : T[$"{T.Value(gap.Goal, indicator.Unit, indicator.Fewest(gap.Goal))} en {gap.Target.GoalYear}", $"{T.Value(gap.Goal, indicator.Unit, indicator.Fewest(gap.Goal))} in {gap.Target.GoalYear}"];

    public KeyCard On(KeyCard card)
    {
        if (!IsDrawn) return card with { Why = T["Écart non calculé", "Gap not computed"], Reading = T[$"Cible : {Goal}. {Saying.Sentence(Refusal)}", $"Target: {Goal}. {Saying.Sentence(Refusal)}"] };

        var drawn = card with { Slope = Slope() };
        if (gap.Refused is not null) return drawn with { Finding = T["Écart non conclu :", "No conclusion on the gap:"], Reading = Refusal };
        return IsRounding
            ? drawn with { Reading = T[$"Sur la pente, à l’arrondi près : la trajectoire donne {Say(gap.Expected)} en {T.Period(figure.Period)}.", $"On the slope, within rounding: the path gives {Say(gap.Expected)} in {T.Period(figure.Period)}."] }
            : drawn with { Finding = Finding, Reading = T[$"par rapport à la trajectoire ({Goal}).", $"against the path ({Goal})."] };
    }

    private string Refusal => gap.Refused is { } reason ? T[reason].TrimEnd('.') + "." : T["le point de départ ou l’arrivée manque.", "the starting point or the goal is missing."];

    private string Says
    {
        get
        {
            var way = T[$"De {Say(gap.Base)} en {gap.Target.BaseYear} à la cible de {Say(gap.Goal)} en {gap.Target.GoalYear}. En {T.Period(figure.Period)} : {Say(figure.Value)}",
                $"From {Say(gap.Base)} in {gap.Target.BaseYear} to the target of {Say(gap.Goal)} in {gap.Target.GoalYear}. In {T.Period(figure.Period)}: {Say(figure.Value)}"];
            if (gap.Refused is not null) return T[$"{way}, écart non conclu.", $"{way}, no conclusion on the gap."];
            return IsRounding ? T[$"{way}, sur la pente à l’arrondi près.", $"{way}, on the slope within rounding."] : T[$"{way}, soit {Finding}.", $"{way}, that is {Finding}."];
        }
    }

    private Slope Slope() => new()
    {
        Path = [.. gap.Path().Select(step => new Moment(step.Year, step.Value))],
        Dot = new(figure.Period.Moment(), figure.Value),
        IsTarget = true,
        IsOpen = gap.Refused is not null || figure.Status == Status.Estimated,
        Expected = gap.Refused is null && !IsRounding ? gap.Expected : null,
        BaseLabel = Round(gap.Base),
        GoalLabel = T[$"cible {Round(gap.Goal)}", $"target {Round(gap.Goal)}"],
        FromLabel = gap.Target.BaseYear.ToString(CultureInfo.InvariantCulture),
        ToLabel = gap.Target.GoalYear.ToString(CultureInfo.InvariantCulture),
        DotLabel = T.Period(figure.Period),
        Says = Says,
    };

    private string Percent(double change) => T.Change(change, Math.Abs((change * 100) - Math.Round(change * 100)) < 1e-9 ? 0 : 1);

    private string Round(double value) => T.Number(value, indicator.Fewest(value));

    private string Say(double value) => T.Value(value, indicator.Unit, _decimals);
}
