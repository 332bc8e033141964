using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Reading;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Agenda.Feeds;

/// <summary>Asks for one feed, and puts in the agenda what it says.</summary>
public sealed class TakeFeed(TerrilDb db, FetchFeed fetch, MergeFeed merge, KnownCollectives collectives, SubjectNames names, SiteAddress site, TimeProvider clock)
{
    /// <summary>From one time to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(4);

    private static readonly TimeSpan s_longestPause = TimeSpan.FromDays(2);

    /// <summary>What is taken: what began a month ago or later, and begins within eighteen months.</summary>
    public static FeedWindow WindowAt(DateTimeOffset now) => new(now.AddDays(-31), now.AddDays(550));

    /// <param name="isWhole">Whether it is to be read even when its server says that nothing changed.</param>
    public async Task Run(AgendaFeed feed, bool isWhole, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var answer = await fetch.Run(feed.Address, WindowAt(now), isWhole ? null : new(feed.Tag, feed.Modified), stop);
        // One feed is merged at a time, whichever node asked for it: doubles are looked for among all.
        await using var transaction = await db.BeginAlone("agenda.feeds", stop);
        await db.Entry(feed).ReloadAsync(stop);
        feed.AskedAt = now;
        switch (answer)
        {
            case FeedAnswer.Arrived it when it.Read.IsReadable:
                var merged = await merge.Run(feed, it.Read, await collectives.Now(stop), site.Host, names.Themes, key => names.Territory(key) is not null, stop);
                (feed.Tag, feed.Modified, feed.ReadAt, feed.Failures, feed.DueAt) = (it.Mark.Tag, it.Mark.Modified, now, 0, now + Pause);
                feed.Says = Sentence(it.Read, merged);
                break;
            case FeedAnswer.Unchanged:
                (feed.ReadAt, feed.Failures, feed.DueAt) = (now, 0, now + Pause);
                break;
            case FeedAnswer.Arrived it:
                Failed(feed, it.Read.Findings[0].Message, now);
                break;
            case FeedAnswer.Refused no:
                Failed(feed, no.Sentence, now);
                break;
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>What went wrong is ours: it is asked for again like one that does not answer.</summary>
    internal async Task Postpone(Guid id, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        if (await db.AgendaFeeds.SingleOrDefaultAsync(f => f.Id == id, stop) is not { } feed) return;
        Failed(feed, new("La lecture s’est arrêtée sur une erreur du site ; ce qui était lu reste.", "The reading stopped on an error of the site; what was read stays."), clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
    }

    // What was read before stays. It is asked for less and less often.
    private static void Failed(AgendaFeed feed, Text why, DateTimeOffset now)
    {
        feed.Failures++;
        feed.Says = why;
        var pause = Pause * Math.Pow(2, Math.Min(feed.Failures, 10));
        feed.DueAt = now + (pause < s_longestPause ? pause : s_longestPause);
    }

    internal static Text Sentence(FeedRead read, Merged merged)
    {
        var left = read.Findings.Count(f => f.Severity == Severity.Warning) + read.MoreFindings;
        return new(
            $"{read.Events.Count} lus : {merged.Added} nouveaux, {merged.Changed} changés, {merged.Withdrawn} retirés, {merged.Same} sans changement ; {left} non lus{(read.IsWhole ? "" : " ; l’agenda est incomplet, rien n’est tenu pour retiré")}.",
            $"{read.Events.Count} read: {merged.Added} new, {merged.Changed} changed, {merged.Withdrawn} withdrawn, {merged.Same} unchanged; {left} not read{(read.IsWhole ? "" : "; the calendar is incomplete, nothing is held to be withdrawn")}.");
    }
}

/// <summary>Asks for the feeds that are due, one after the other.</summary>
internal sealed class ReadFeeds(TerrilDb db, TakeFeed take, TimeProvider clock) : IJob
{
    public const string Name = "agenda.feeds";

    public async Task Run(string? given, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        // Once a week whatever a server says: a calendar that never changes has dates that were too far to be read.
        var isWhole = Paris.Time(now) is { DayOfWeek: DayOfWeek.Monday, Hour: < 4 };
        List<Exception> faults = [];
        var due = await db.AgendaFeeds.Where(f => f.IsOn && f.DueAt <= now).OrderBy(f => f.DueAt).Select(f => f.Id).ToListAsync(stop);
        foreach (var id in due)
        {
            try
            {
                if (await db.AgendaFeeds.SingleOrDefaultAsync(f => f.Id == id && f.IsOn, stop) is { } feed) await take.Run(feed, isWhole, stop);
            }
#pragma warning disable CA1031 // Whatever one of them does to us, the others are read; the job then says it.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                faults.Add(fault);
                await take.Postpone(id, stop);
            }
            db.ChangeTracker.Clear();
        }
        if (faults.Count > 0) throw new AggregateException(faults);
    }
}
