using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Actions.Moderating;
using Terril.Collectives.Public;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Actions.Import;

/// <summary>How many rows made a sheet, changed one, said what was known; and how many were left, since somebody took their sheet out.</summary>
internal sealed record ActionsImported(int Added, int Changed, int Same, int Left);

/// <summary>
/// Puts a table in the census: a sheet a row, known again by the source and its key there. All of it or nothing; twice changes nothing.
/// What the team took out or merged stays so.
/// </summary>
internal sealed class ImportActions(TerrilDb db, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Whether nothing was ever put in the room.</summary>
    public async Task<bool> IsEmpty(CancellationToken stop) => !await db.ActionSheets.AnyAsync(stop);

    /// <param name="isTrial">Says what would be done, and does nothing.</param>
    public async Task<ActionsImported> Run(string source, IReadOnlyList<WrittenAction> actions, CollectivesSaid who, bool isTrial, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("actions import", stop);
        var known = await db.ActionSheets.Whole().Where(s => s.Source == source).ToDictionaryAsync(s => s.SourceId, StringComparer.Ordinal, stop);
        var taken = (await db.ActionSheets.Select(s => s.Slug).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        var (added, changed, same, left, now) = (0, 0, 0, 0, clock.GetUtcNow());
        foreach (var written in actions)
        {
            if (!known.TryGetValue(written.Key, out var sheet))
            {
                sheet = new() { Source = source, SourceId = written.Key, State = ActionState.Published, CreatedAt = now, ChangedAt = now, PublishedAt = now };
                Fill(sheet, written, who);
                sheet.Slug = ModerateAction.SlugOf(sheet, taken);
                db.ActionSheets.Add(sheet);
                added++;
            }
            else if (!sheet.IsPublished)
            {
                left++;
            }
            else
            {
                var before = Apart(sheet);
                Fill(sheet, written, who);
                if (db.Entry(sheet).State == EntityState.Modified || Apart(sheet) != before) (sheet.ChangedAt, changed) = (now, changed + 1);
                else same++;
            }
        }
        if (isTrial)
        {
            db.ChangeTracker.Clear();
            return new(added, changed, same, left);
        }
        if (added + changed > 0) trail.Record("actions.import", "source", source, $"{added} + {changed}");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return new(added, changed, same, left);
    }

    private static void Fill(ActionSheet sheet, WrittenAction written, CollectivesSaid who)
    {
        written.Fill(sheet);
        sheet.LeadId = who.Named(written.Lead)?.Id;
        if (written.Partners is { } partners) SheetForm.Associate(sheet, partners, who);
    }

    // What is not of its own row.
    private static (string Partners, string? Area) Apart(ActionSheet sheet) => (string.Join('|', sheet.Partners.OrderBy(p => p.Position).Select(p => $"{p.Name}:{p.OrganisationId}")), sheet.Area?.Shape);
}
