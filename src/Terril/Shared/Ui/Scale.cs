namespace Terril.Shared.Ui;

/// <summary>An axis of round steps. It starts at zero unless the values are far from it, and then the page says so.</summary>
public sealed record Scale(double Low, double High, double Step)
{
    public bool StartsAtZero => Low <= 0;

    public IEnumerable<double> Steps
    {
        get
        {
            var count = (int)Math.Round((High - Low) / Step);
            for (var i = 0; i <= count; i++) yield return Low + (i * Step);
        }
    }

    /// <summary>0 at the foot, 1 at the head.</summary>
    public double Share(double value) => (value - Low) / (High - Low);

    /// <summary>One more step at the foot when a value lies on it, so that its words do not fall on the ground line; never under zero for that.</summary>
    public Scale Below(double value) => Low != 0 && Share(value) < 0.05 ? this with { Low = Low - Step } : this;

    /// <summary>Four or five steps of 1, 2 or 5 times a power of ten.</summary>
    public static Scale Of(IEnumerable<double> values)
    {
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            if (double.IsFinite(value)) (min, max) = (Math.Min(min, value), Math.Max(max, value));
        if (min > max) return new Scale(0, 1, 1);

        // Less than a third of the height would be used: the foot of the axis is raised.
        if (min > 0 && max - min < max * 2 / 3) min -= (max - min) * 0.1; else min = Math.Min(0, min);
        if (max <= 0 && min < 0) max = 0;
        if (max <= min) (min, max) = max == 0 ? (0, 1) : (Math.Min(0, max), Math.Max(0, max));

        var step = RoundStep((max - min) / 4);
        return new Scale(Math.Floor((min / step) + 1e-9) * step, Math.Ceiling((max / step) - 1e-9) * step, step);
    }

    private static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
