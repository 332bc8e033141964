using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Terril.Observatory;
using Terril.Shared.Wording;

namespace Terril.Shared.Jobs;

/// <summary>When a recurring job is due. Times are those of Paris: three in the morning stays so in summer and in winter.</summary>
public sealed class Every
{
    private static readonly string[] s_days = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private readonly string _said;
    private readonly TimeSpan? _pause;
    private readonly TimeOnly _at;
    private readonly DayOfWeek? _on;

    private Every(string said, TimeSpan? pause = null, TimeOnly at = default, DayOfWeek? on = null) => (_said, _pause, _at, _on) = (said, pause, at, on);

    public static Every Day(TimeOnly at) => new(string.Create(CultureInfo.InvariantCulture, $"day {at:HH:mm}"), at: at);

    public static Every Week(DayOfWeek on, TimeOnly at) => new(string.Create(CultureInfo.InvariantCulture, $"{on} {at:HH:mm}"), at: at, on: on);

    /// <summary>From the end of one to the beginning of the next.</summary>
    public static Every Minutes(int minutes) => new(string.Create(CultureInfo.InvariantCulture, $"minutes {minutes}"), pause: TimeSpan.FromMinutes(minutes));

    /// <summary>
    /// The first time after <paramref name="now"/>, and a spread of its own for each <paramref name="job"/>, five minutes at most:
    /// those of the same hour do not all begin at once.
    /// </summary>
    public DateTimeOffset Next(DateTimeOffset now, string job)
    {
        var next = _pause is { } pause ? now + pause : OnTheClock(now);
        return next + Spread(job, next);
    }

    /// <summary>The same, for those who read it: « chaque lundi à 6 h 30 ».</summary>
    public Text Words
    {
        get
        {
            if (_pause is { } pause) return new($"toutes les {pause.TotalMinutes:0}\u00a0minutes", $"every {pause.TotalMinutes:0}\u00a0minutes");
            var (fr, en) = _on is { } day ? (s_days[(int)day], day.ToString()) : ("jour", "day");
            return new($"chaque {fr} à {_at.Hour}\u00a0h\u00a0{_at.Minute:00}", $"every {en} at {_at.Hour:00}:{_at.Minute:00}");
        }
    }

    /// <summary><c>day 03:00</c>, <c>Monday 06:30</c>, <c>minutes 15</c>.</summary>
    public override string ToString() => _said;

    private DateTimeOffset OnTheClock(DateTimeOffset now)
    {
        for (var day = Paris.Day(now); ; day = day.AddDays(1))
            if ((_on is null || day.DayOfWeek == _on) && Paris.At(day, _at) is var at && at > now) return at;
    }

    private TimeSpan Spread(string job, DateTimeOffset at)
    {
        var widest = (long)Math.Min(300, (_pause ?? TimeSpan.FromDays(1)).TotalSeconds / 10);
        var drawn = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{job} {at.UtcTicks}")));
        return TimeSpan.FromSeconds(drawn % (widest + 1));
    }
}
