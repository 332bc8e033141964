using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Shared;
using Terril.Shared.Cache;
using Terril.Shared.Database;

namespace Terril.Collectives.Public;

/// <summary>What the room says: organisations that are shown, collectives, and who is in them since when. Each act that changes them touches when they changed.</summary>
public sealed class KnownCollectives(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KnownCollectives> log) : Known<CollectivesSaid>(scopes, clock, log)
{
    // As a reader expects: accents apart, 2 before 10.
    private static readonly StringComparer s_byName = StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    /// <summary>For a command, which has no services.</summary>
    public static async Task<CollectivesSaid> Of(Settings settings, CancellationToken stop)
    {
        await using var services = new ServiceCollection().AddScoped(_ => new TerrilDb(TerrilDb.Options(settings))).BuildServiceProvider();
        using var known = new KnownCollectives(services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System, NullLogger<KnownCollectives>.Instance);
        return await known.Now(stop);
    }

    protected override CollectivesSaid Nothing { get; } = new("", default, [], [], new Dictionary<Guid, Guid>());

    public override bool IsSaid(object entity) => entity is Organisation or Collective or Membership or CollectiveAxis or Charter or StatedCount;

    protected override async Task<CollectivesSaid> Read(TerrilDb db, CollectivesSaid? known, DateTimeOffset now, CancellationToken stop)
    {
        var (organisations, latest) = (await db.Organisations.CountAsync(stop), await db.Organisations.MaxAsync(o => (DateTimeOffset?)o.ChangedAt, stop));
        var (collectives, last) = (await db.Collectives.CountAsync(stop), await db.Collectives.MaxAsync(c => (DateTimeOffset?)c.ChangedAt, stop));
        var edition = string.Create(CultureInfo.InvariantCulture, $"{organisations}.{latest?.UtcTicks:x}-{collectives}.{last?.UtcTicks:x}");
        if (known?.Edition == edition) return known;

        var all = (await db.Organisations.AsNoTracking().ToListAsync(stop)).OrderBy(o => o.Name, s_byName).ThenBy(o => o.Id).ToList();
        var shown = all.Where(o => o is { IsPublished: true, MergedInto: null }).Select(Brief).ToList();
        var byId = shown.ToDictionary(o => o.Id);
        var members = (await db.Memberships.AsNoTracking().Where(m => m.JoinedOn != null).ToListAsync(stop))
            .Where(m => byId.ContainsKey(m.OrganisationId))
            .ToLookup(m => m.CollectiveId, m => new MemberBrief(byId[m.OrganisationId], m.JoinedOn!.Value, m.LeftOn, m.IsSteering, m.Source));
        var said = await db.Collectives.AsNoTracking().Include(c => c.Axes).Where(c => c.IsPublished).OrderBy(c => c.StartsOn).ThenBy(c => c.Slug).ToListAsync(stop);
        return new(edition, Latest(latest, last), shown, [.. said.Select(c => Brief(c, members[c.Id]))], all.Where(o => o.MergedInto is not null).ToDictionary(o => o.Id, o => o.MergedInto!.Value));
    }

    private static DateTimeOffset Latest(params IEnumerable<DateTimeOffset?> instants) => instants.OfType<DateTimeOffset>().DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();

    private static OrganisationBrief Brief(Organisation o) => new(o.Id, CollectivePaths.Organisation(o.Slug), o.Name, o.Acronym, o.Kind, o.Territory, SpacedKeys.List(o.Themes));

    private static CollectiveBrief Brief(Collective c, IEnumerable<MemberBrief> members) => new(
        c.Id, CollectivePaths.Collective(c.Slug), c.Name, c.Purpose, c.StartsOn, c.EndsOn, c.IsOpen,
        [.. c.Axes.OrderBy(a => a.Position).Select(a => new AxisBrief(a.Id, a.Position, a.Name))],
        [.. members.OrderBy(m => m.JoinedOn).ThenBy(m => m.Organisation.Name, s_byName)]);
}
