using Terril.Observatory.Boundaries;
using Terril.Observatory.Releases;
using Terril.Observatory.Territories;
using Terril.Shared;
using Terril.Shared.Cache;

namespace Terril.Observatory.Public;

/// <summary>What the observatory has published: the release in force today, or the one of a past day.</summary>
public sealed class Releases
{
    private static readonly TimeZoneInfo s_paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private readonly Lazy<OfficialLists> _lists = new(() => OfficialLists.Open(Path.Combine(AppContext.BaseDirectory, "official-lists")));
    private readonly Lazy<ReleaseStore> _store;

    private readonly BoundaryStore _boundaries;
    private Published? _published;

    public Releases(Settings settings)
    {
        _store = new(() => new ReleaseStore(settings.Observatory, Lists));
        _boundaries = new(settings.Observatory);
    }

    public OfficialLists Lists => _lists.Value;

    public ReleaseStore Store => _store.Value;

    /// <summary>What pages are made from: another object as soon as a release or a map is. Null when nothing is, or when that cannot be read: the page will say it.</summary>
    public Publishing? Now
    {
        get
        {
            try
            {
                if (Store.History is not [.., var last] history) return null;
                var (known, map) = (_published, _boundaries.ChangedAt);
                if (known is null || !ReferenceEquals(known.History, history) || known.Map != map) _published = known = new(history, map);
                return new(known, last.At > map ? last.At : map);
            }
            catch (Exception fault) when (fault is FaultyInputException or IOException)
            {
                return null;
            }
        }
    }

    /// <summary>The release in force at the end of a day, in Paris; today's when none is said. Null when nothing was published yet.</summary>
    public Release? At(DateOnly? day) => day is { } past ? Store.InForce(EndOf(past)) : Store.Current;

    /// <summary>A release by id; null when its files cannot be read any more: damaged, or of an older engine.</summary>
    public Release? Readable(string id)
    {
        try
        {
            return Store.Open(id);
        }
        catch (FaultyInputException)
        {
            return null;
        }
    }

    private static DateTimeOffset EndOf(DateOnly day)
    {
        var end = day.ToDateTime(TimeOnly.MaxValue);
        return new DateTimeOffset(end, s_paris.GetUtcOffset(end));
    }

    private sealed record Published(IReadOnlyList<Publication> History, DateTimeOffset Map);
}
