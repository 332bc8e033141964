using Terril.Observatory.Public;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Collectives.Joining;

/// <summary>Writes what a collective is: its purpose, its dates, its axes. Its address follows its name until it is first shown.</summary>
public sealed class SaveCollective(TerrilDb db, TimeProvider clock, AuditTrail trail)
{
    /// <param name="axes">In order; one that keeps its name, or else its place, keeps its identity, which actions name.</param>
    public async Task<Collective> Run(Collective? collective, Action<Collective> write, IReadOnlyList<(string Fr, string En)> axes, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var isNew = collective is null;
        if (collective is null) db.Collectives.Add(collective = new() { CreatedAt = now });
        write(collective);
        collective.ChangedAt = now;
        WriteAxes(collective, axes);
        if (!collective.IsPublished || collective.Slug.Length == 0) collective.Slug = await Slugs.Free(db.Collectives.Where(c => c.Id != collective.Id).Select(c => c.Slug), Addresses.Slug(collective.NameFr), stop);
        trail.Record(isNew ? "collectives.create" : "collectives.edit", "collective", collective.Id.ToString(), collective.NameFr);
        await db.SaveChangesAsync(stop);
        return collective;
    }

    private void WriteAxes(Collective collective, IReadOnlyList<(string Fr, string En)> axes)
    {
        var left = collective.Axes.OrderBy(a => a.Position).ToList();
        var named = axes.Select(axis => Take(left, a => a.NameFr == axis.Fr)).ToList();
        foreach (var (i, (fr, en)) in axes.Index())
        {
            var axis = named[i] ?? Take(left, a => a.Position == i + 1);
            if (axis is null) db.CollectiveAxes.Add(axis = new() { CollectiveId = collective.Id });
            (axis.Position, axis.NameFr, axis.NameEn) = (i + 1, fr, en);
        }
        db.CollectiveAxes.RemoveRange(left);

        static CollectiveAxis? Take(List<CollectiveAxis> from, Predicate<CollectiveAxis> which)
        {
            var found = from.Find(which);
            if (found is not null) from.Remove(found);
            return found;
        }
    }

    /// <summary>Other words are another version: what members accepted before stays as it was.</summary>
    public async Task PublishCharter(Collective collective, string fr, string en, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var version = collective.Charters.Select(c => c.Version).DefaultIfEmpty().Max() + 1;
        db.Charters.Add(new() { CollectiveId = collective.Id, Version = version, TextFr = fr, TextEn = en, PublishedAt = now });
        collective.ChangedAt = now;
        trail.Record("collectives.charter", "collective", collective.Id.ToString(), $"{version}");
        await db.SaveChangesAsync(stop);
    }
}
