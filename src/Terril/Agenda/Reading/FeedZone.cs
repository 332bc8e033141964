namespace Terril.Agenda.Reading;

/// <summary>
/// From an hour on the wall to an instant, as RFC 5545 says: an hour that the clocks show twice is the first of the two; one that they skip
/// is counted from before they were changed, half past two being half past three.
/// </summary>
internal abstract class FeedZone
{
    public static readonly FeedZone Utc = new KnownZone(TimeZoneInfo.Utc);

    public static readonly FeedZone Paris = new KnownZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

    /// <summary>In UTC.</summary>
    public DateTimeOffset At(DateTime local) => new DateTimeOffset(local - Offset(local), TimeSpan.Zero);

    /// <summary>Whether no clock ever showed this hour.</summary>
    public abstract bool Skips(DateTime local);

    protected abstract TimeSpan Offset(DateTime local);
}

/// <summary>A zone that this machine knows.</summary>
internal sealed class KnownZone(TimeZoneInfo zone) : FeedZone
{
    public override bool Skips(DateTime local) => zone.IsInvalidTime(local);

    protected override TimeSpan Offset(DateTime local) =>
        zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
        : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
        : zone.GetUtcOffset(local);
}

/// <summary>A zone as a feed describes it: the hours on the wall, in order, from which the clocks show something else.</summary>
internal sealed class DescribedZone(IReadOnlyList<ZoneOnset> onsets) : FeedZone
{
    public override bool Skips(DateTime local) => Last(local) is { } onset && local < onset.At + (onset.To - onset.From);

    protected override TimeSpan Offset(DateTime local) => Last(local) switch
    {
        null => onsets[0].From,
        { } onset when local < onset.At + (onset.To - onset.From) => onset.From,
        { } onset => onset.To,
    };

    private ZoneOnset? Last(DateTime local)
    {
        var (low, high) = (0, onsets.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (onsets[middle].At <= local) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? null : onsets[low - 1];
    }
}

/// <param name="At">On a clock that was not changed yet.</param>
internal sealed record ZoneOnset(DateTime At, TimeSpan From, TimeSpan To);
