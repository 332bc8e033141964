using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Agenda.Public;
using Terril.Agenda.Reading;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Calendar;
using Terril.Shared.Database;
using Terril.Shared.Search;

namespace Terril.Agenda.Feeds;

/// <summary>What became of the events of a feed.</summary>
public sealed record Merged(int Added, int Changed, int Withdrawn, int Same);

/// <summary>
/// Puts in the agenda what a feed says: events that are new, those that it changed, those that it announces no more. An event that two
/// feeds tell is shown once. Once more changes nothing.
/// </summary>
public sealed class MergeFeed(TerrilDb db, TimeProvider clock)
{
    /// <summary>Of whole reports, the beginning.</summary>
    private const int MostFindings = 60;

    private const string BySource = "Son agenda ne l’annonce plus.";

    /// <param name="ours">The name of the site: what was taken here is not taken back.</param>
    /// <param name="themes">Keys of themes and their names, by which categories are known.</param>
    /// <param name="isTerritory">Whether a territory, <c>level:code</c>, is known.</param>
    public async Task<Merged> Run(AgendaFeed feed, FeedRead read, CollectivesSaid who, string ours, IReadOnlyList<(string Value, string Label)> themes, Func<string, bool> isTerritory, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var known = await db.AgendaEvents.Include(e => e.Dates).Where(e => e.FeedId == feed.Id).AsSplitQuery().ToDictionaryAsync(e => (e.FeedUid, e.FeedRecurrence), stop);
        var slugs = (await db.AgendaEvents.Select(e => e.Slug).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        var (added, changed, same, withdrawn) = (0, 0, 0, 0);
        HashSet<(string, string)> seen = [];
        foreach (var told in read.Events)
        {
            // It went from here to there, and comes back.
            if (told.Uid.EndsWith($"@{ours}", StringComparison.OrdinalIgnoreCase)) continue;
            var key = (told.Uid, told.RecurrenceId ?? "");
            seen.Add(key);
            var one = known.GetValueOrDefault(key);
            // Nobody has heard of it.
            if (one is null && told.Status == CalendarStatus.Cancelled) continue;
            var hash = HashOf(told, feed);
            if (one is not null && one.FeedHash == hash && one.State != EventState.Withdrawn)
            {
                same++;
                continue;
            }
            if (one is null)
            {
                db.AgendaEvents.Add(one = new AgendaEvent { CreatedAt = now, FeedId = feed.Id, FeedUid = key.Uid, FeedRecurrence = key.Item2, Kind = EventKind.Other });
                one.Slug = SlugOf(told.Title, slugs);
                known[key] = one;
                added++;
            }
            else
            {
                changed++;
            }
            Fill(one, told, feed, who, themes, isTerritory, now);
            one.FeedHash = hash;
            State(one, feed, now);
        }
        if (read.IsWhole)
        {
            foreach (var one in known.Values.Where(e => e.State != EventState.Withdrawn && e.EndsAt > now && IsGone(e, read, seen, now)))
            {
                (one.State, one.Reason, one.ModerateBy, one.ChangedAt) = (EventState.Withdrawn, BySource, null, now);
                if (one.PublishedAt is not null) one.Sequence++;
                withdrawn++;
            }
        }
        feed.Report = string.Join('\n', read.Findings.Take(MostFindings).Select(f => $"{Said(f.Place, f.Message.Fr)}\t{Said(f.Place, f.Message.En)}"));
        await db.SaveChangesAsync(stop);
        if (added + changed + withdrawn > 0) await FindSame(now, stop);
        return new(added, changed, withdrawn, same);
    }

    // A feed that still names an event that could not be read has not withdrawn it. A date that replaced one of a repetition, and is no more, has;
    // and so has one that was read without the dates that it announced.
    private static bool IsGone(AgendaEvent one, FeedRead read, HashSet<(string, string)> seen, DateTimeOffset now) =>
        !seen.Contains((one.FeedUid, one.FeedRecurrence)) && (!read.Uids.Contains(one.FeedUid) || one.FeedRecurrence.Length > 0 && seen.Contains((one.FeedUid, ""))
            || read.Undated.Contains((one.FeedUid, one.FeedRecurrence)) && one.Dates.Exists(d => !d.IsCancelled && d.EndsAt > now && d.StartsAt < TakeFeed.WindowAt(now).To));

    private static void Fill(AgendaEvent one, FeedEvent told, AgendaFeed feed, CollectivesSaid who, IReadOnlyList<(string Value, string Label)> themes, Func<string, bool> isTerritory, DateTimeOffset now)
    {
        one.TitleFr = told.Title.Length > 0 ? told.Title : feed.Name;
        one.WhatFr = told.Description;
        var (place, address) = (told.Place?.Name ?? "", told.Place?.Address ?? "");
        var isMoved = one.PlaceName != place || one.PlaceAddress != address;
        (one.PlaceName, one.PlaceAddress) = (place, address);
        (one.Latitude, one.Longitude) = (told.Place?.Position?.Latitude, told.Place?.Position?.Longitude);
        one.OnlineLink = told.Online ?? "";
        one.Attendance = told.Online is null ? Attendance.OnSite : told.Place is null ? Attendance.Online : Attendance.Both;
        one.Territories = told.Place?.Commune is { } commune && isTerritory($"commune:{commune}") ? SpacedKeys.Of($"commune:{commune}") : feed.Territories;
        one.OrganisationId = feed.OrganisationId;
        one.OrganiserName = who.Organisation(feed.OrganisationId)?.Name ?? (told.Organiser.Length > 0 ? told.Organiser : feed.Name);
        var categories = told.Categories.Select(SearchText.Normalise).ToHashSet(StringComparer.Ordinal);
        var said = themes.Where(t => categories.Contains(SearchText.Normalise(t.Label)) || categories.Contains(t.Value)).Select(t => t.Value).ToList();
        one.Themes = said.Count > 0 ? SpacedKeys.Of(said) : feed.Themes;
        one.Languages = told.Language is { } language ? SpacedKeys.Of(language) : "";
        one.Page = told.Page ?? "";
        var wasCancelled = one.Status == EventStatus.Cancelled;
        var datesChanged = ChangeDates.Run(one, [.. told.Slots.Select(s => new WantedDate(s.StartsAt, s.EndsAt, s.IsAllDay))], now);
        if (told.Status == CalendarStatus.Cancelled) one.Status = EventStatus.Cancelled;
        else if (wasCancelled) one.Status = EventStatus.Scheduled;
        if (!datesChanged && one.PublishedAt is not null && (isMoved || wasCancelled != (one.Status == EventStatus.Cancelled))) one.Sequence++;
        one.Words = EventForm.WordsOf(one);
        one.ChangedAt = now;
    }

    private static void State(AgendaEvent one, AgendaFeed feed, DateTimeOffset now)
    {
        // What the team took out stays out, whatever its source says; what its source took out comes back with it.
        if (one.State == EventState.Refused || (one.State == EventState.Withdrawn && one.Reason != BySource)) return;
        if (feed.IsTrusted || one.PublishedAt is not null)
        {
            one.PublishedAt ??= now;
            (one.State, one.Reason, one.ModerateBy) = (EventState.Published, "", null);
        }
        else if (one.State is EventState.Unverified or EventState.Withdrawn)
        {
            (one.State, one.Reason, one.ModerateBy) = (EventState.ToModerate, "", now + Proposing.VerifyEvent.ToModerate);
        }
    }

    /// <summary>
    /// The same words at the same hour and place, told by two feeds: the one that came first is shown. Those that were written here are nobody's
    /// doubles: the team is told of them when it reads.
    /// </summary>
    private async Task FindSame(DateTimeOffset now, CancellationToken stop)
    {
        var all = await db.AgendaEvents.Include(e => e.Dates).Where(e => e.FeedId != null && e.EndsAt > now && (e.State == EventState.Published || e.SameAs != null)).AsSplitQuery().ToListAsync(stop);
        var groups = all.Where(e => e.State == EventState.Published && e.Dates.Count > 0).GroupBy(e => (SearchText.Normalise(e.TitleFr), e.Dates.Where(d => !d.IsCancelled).Select(d => d.StartsAt).DefaultIfEmpty().Min()));
        var wanted = new Dictionary<Guid, Guid>();
        foreach (var group in groups)
        {
            var first = group.OrderBy(e => e.CreatedAt).ThenBy(e => e.Id).First();
            foreach (var again in group.Where(e => e.FeedId != first.FeedId && IsThere(e, first))) wanted[again.Id] = first.Id;
        }
        foreach (var one in all)
        {
            Guid? same = wanted.TryGetValue(one.Id, out var into) ? into : null;
            if (one.SameAs == same) continue;
            (one.SameAs, one.ChangedAt) = (same, now);
        }
        await db.SaveChangesAsync(stop);
    }

    // Two towns may hold the same feast on the same day.
    private static bool IsThere(AgendaEvent one, AgendaEvent other)
    {
        var (here, there) = (SearchText.Normalise(one.PlaceName), SearchText.Normalise(other.PlaceName));
        if (here.Length > 0 && there.Length > 0) return here.Contains(there, StringComparison.Ordinal) || there.Contains(here, StringComparison.Ordinal);
        return one.Territories == other.Territories && one.OrganisationId == other.OrganisationId && one.OnlineLink == other.OnlineLink;
    }

    private static string HashOf(FeedEvent told, AgendaFeed feed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { told, feed.Name, feed.OrganisationId, feed.Territories, feed.Themes, feed.IsTrusted }))))[..32];

    private static string SlugOf(string title, HashSet<string> taken)
    {
        const int Longest = 60;
        var wanted = Addresses.Slug(title);
        if (wanted.Length > Longest) wanted = wanted[..Longest].TrimEnd('-');
        if (wanted.Length == 0 || AgendaPaths.Reserved.Contains(wanted)) wanted = "rendez-vous";
        var slug = wanted;
        for (var number = 2; !taken.Add(slug); number++) slug = $"{wanted}-{number.ToString(CultureInfo.InvariantCulture)}";
        return slug;
    }

    private static string Said(Place? place, string sentence) => $"{place} : {sentence}".Replace('\t', ' ').ReplaceLineEndings(" ");
}
