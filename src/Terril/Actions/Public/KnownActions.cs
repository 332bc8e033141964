using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terril.Actions.Census;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Shared.Wording;

namespace Terril.Actions.Public;

/// <summary>What the census says: the published sheets. Each act that changes them touches when they changed: an edition is a count and the last of these, and only what changed is read again.</summary>
public sealed class KnownActions(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KnownActions> log) : Known<ActionsSaid>(scopes, clock, log)
{
    private const int LongestShort = 160;

    // Two nodes whose clocks are not quite the same write the same table.
    private static readonly TimeSpan s_overlap = TimeSpan.FromMinutes(2);

    protected override ActionsSaid Nothing { get; } = new("", default, []);

    public override bool IsSaid(object entity) => entity is ActionSheet;

    // What was never published is said to nobody.
    public override bool IsSaid(EntityEntry change) => change.Entity is ActionSheet sheet
        && (sheet.IsPublished || change.State == EntityState.Modified && change.Property(nameof(ActionSheet.State)).OriginalValue is ActionState.Published);

    protected override async Task<ActionsSaid> Read(TerrilDb db, ActionsSaid? known, DateTimeOffset now, CancellationToken stop)
    {
        var count = await db.ActionSheets.CountAsync(s => s.State == ActionState.Published, stop);
        var last = await db.ActionSheets.Where(s => s.PublishedAt != null).MaxAsync(s => (DateTimeOffset?)s.ChangedAt, stop);
        var edition = string.Create(CultureInfo.InvariantCulture, $"{count}.{last?.UtcTicks:x}");
        if (known?.Edition == edition) return known;

        var all = known is { IsEmpty: false } ? await Again(db, known, stop) : [];
        // What somebody took from the table itself touched nothing.
        if (all.Count != count) all = await Briefs(db, db.ActionSheets.Where(s => s.State == ActionState.Published), stop);
        return new(edition, last ?? DateTimeOffset.UnixEpoch, [.. all.OrderBy(a => a.Key, StringComparer.Ordinal).ThenBy(a => a.Slug, StringComparer.Ordinal)]);
    }

    /// <summary>What was known, where only what changed since is read again.</summary>
    private static async Task<IReadOnlyCollection<ActionBrief>> Again(TerrilDb db, ActionsSaid known, CancellationToken stop)
    {
        var since = known.Since - s_overlap;
        var changed = db.ActionSheets.Where(s => s.PublishedAt != null && s.ChangedAt >= since);
        var all = known.All.ToDictionary(a => a.Id);
        foreach (var gone in await changed.Where(s => s.State != ActionState.Published).Select(s => s.Id).ToListAsync(stop)) all.Remove(gone);
        foreach (var brief in await Briefs(db, changed.Where(s => s.State == ActionState.Published), stop)) all[brief.Id] = brief;
        return all.Values;
    }

    private static async Task<IReadOnlyCollection<ActionBrief>> Briefs(TerrilDb db, IQueryable<ActionSheet> of, CancellationToken stop)
    {
        var partners = (await db.ActionPartners.Where(p => p.OrganisationId != null && of.Any(s => s.Id == p.SheetId)).OrderBy(p => p.Position).Select(p => new { p.SheetId, Of = p.OrganisationId!.Value }).ToListAsync(stop)).ToLookup(p => p.SheetId, p => p.Of);
        var areas = (await db.ActionAreas.Where(a => of.Any(s => s.Id == a.SheetId)).Select(a => new { a.SheetId, a.Latitude, a.Longitude }).ToListAsync(stop)).ToDictionary(a => a.SheetId, a => (a.Latitude, a.Longitude));
        return [.. (await of.AsNoTracking().ToListAsync(stop)).Select(s => Brief(s, [.. partners[s.Id]], areas.TryGetValue(s.Id, out var area) ? area : null))];
    }

    private static ActionBrief Brief(ActionSheet s, IReadOnlyList<Guid> partners, (double Latitude, double Longitude)? area) => new(
        s.Id, s.Slug, Shared.Search.SearchText.Normalise(s.TitleFr), s.Title, new(Beginnings.Of(s.What.Fr, LongestShort), Beginnings.Of(s.What.En, LongestShort)), s.LeadId, s.LeadName, partners,
        SpacedKeys.List(s.Territories), s.Latitude ?? area?.Latitude, s.Longitude ?? area?.Longitude, SpacedKeys.List(s.Themes), SpacedKeys.List(s.Indicators), SpacedKeys.List(s.Axes), SpacedKeys.List(s.Plans),
        s.Stage, s.StartsOn, s.EndsOn, s.ConfirmedOn, s.Words)
    { Circuit = s.CircuitSlug, HasArea = area is not null };
}
