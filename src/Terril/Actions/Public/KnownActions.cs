using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terril.Actions.Census;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Shared.Wording;

namespace Terril.Actions.Public;

/// <summary>What the census says: the published sheets. Each act that changes them touches when they changed: an edition is a count and the last of these.</summary>
public sealed class KnownActions(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KnownActions> log) : Known<ActionsSaid>(scopes, clock, log)
{
    private const int LongestShort = 160;

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

        var partners = (await db.ActionPartners.AsNoTracking().Where(p => p.OrganisationId != null).OrderBy(p => p.Position).Select(p => new { p.SheetId, Of = p.OrganisationId!.Value }).ToListAsync(stop)).ToLookup(p => p.SheetId, p => p.Of);
        var sheets = await db.ActionSheets.AsNoTracking().Where(s => s.State == ActionState.Published).ToListAsync(stop);
        return new(edition, last ?? DateTimeOffset.UnixEpoch, [.. sheets.Select(s => Brief(s, [.. partners[s.Id]])).OrderBy(a => a.Key, StringComparer.Ordinal).ThenBy(a => a.Slug, StringComparer.Ordinal)]);
    }

    internal static ActionBrief Brief(ActionSheet s, IReadOnlyList<Guid> partners) => new(
        s.Id, s.Slug, Shared.Search.SearchText.Normalise(s.TitleFr), s.Title, new(Beginnings.Of(s.What.Fr, LongestShort), Beginnings.Of(s.What.En, LongestShort)), s.LeadId, s.LeadName, partners,
        SpacedKeys.List(s.Territories), s.Latitude, s.Longitude, SpacedKeys.List(s.Themes), SpacedKeys.List(s.Indicators), SpacedKeys.List(s.Axes), SpacedKeys.List(s.Plans),
        s.Stage, s.StartsOn, s.EndsOn, s.ConfirmedOn, s.Words)
    { Circuit = s.CircuitSlug };
}
