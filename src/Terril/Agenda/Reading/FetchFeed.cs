using Terril.Observatory;
using Terril.Shared.Fetching;

namespace Terril.Agenda.Reading;

/// <summary>What a server said of what it gave, to be given back to it: when nothing changed, nothing travels.</summary>
public sealed record FeedMark(string? Tag, DateTimeOffset? Modified);

/// <summary>What came of asking for a feed.</summary>
public abstract record FeedAnswer
{
    private FeedAnswer() { }

    /// <param name="Mark">To be kept for the next time.</param>
    /// <param name="From">Where it was in the end.</param>
    public sealed record Arrived(FeedRead Read, FeedMark Mark, Uri From) : FeedAnswer;

    /// <summary>The same as the last time.</summary>
    public sealed record Unchanged : FeedAnswer;

    /// <summary>Nothing is known of it today: what was read before stays.</summary>
    public sealed record Refused(Text Sentence) : FeedAnswer;
}

/// <summary>Asks an address for a feed, within bounds, and reads it.</summary>
public sealed class FetchFeed(BoundedFetch fetch)
{
    private const string Webcal = "webcal://";

    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(30);

    // What servers say of calendars; it is by what is in it that a feed is known.
    private static readonly string[] s_types =
    [
        "text/calendar", "application/json", "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "application/ics", "application/calendar",
        "text/x-vcalendar", "text/plain", "application/octet-stream", "binary/octet-stream", "application/force-download",
    ];

    /// <param name="mark">Of the last time; null to have all of it.</param>
    public async Task<FeedAnswer> Run(string address, FeedWindow window, FeedMark? mark, CancellationToken stop)
    {
        // The way calendars are given to programs: it is the web.
        if (address.StartsWith(Webcal, StringComparison.OrdinalIgnoreCase)) address = $"https://{address[Webcal.Length..]}";
        return await fetch.Get(address, new(window.MostBytes, s_within, s_types), stop, mark?.Tag, mark?.Modified) switch
        {
            FetchOutcome.Fetched it => new FeedAnswer.Arrived(ReadFeed.Run(it.Content, it.ContentType, window), new(it.Tag, it.Modified), it.From),
            FetchOutcome.Refused no => new FeedAnswer.Refused(no.Sentence),
            _ => new FeedAnswer.Unchanged(),
        };
    }
}
