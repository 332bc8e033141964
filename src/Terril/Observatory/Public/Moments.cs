using Terril.Observatory.Indicators;

namespace Terril.Observatory.Public;

/// <summary>Where a period stands on an axis of years.</summary>
public static class Moments
{
    public static double Moment(this Period period) => period.Grain switch
    {
        Grain.Year => period.Year,
        Grain.Month => period.Year + ((period.Month - 1) / 12d),
        _ => period.Year + ((new DateOnly(period.Year, period.Month, period.Day).DayOfYear - 1) / 366d),
    };
}
