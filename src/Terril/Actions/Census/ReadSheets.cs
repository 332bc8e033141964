using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Shared.Database;

namespace Terril.Actions.Census;

internal static class WholeSheets
{
    /// <summary>With all that a form writes of it.</summary>
    public static IQueryable<ActionSheet> Whole(this IQueryable<ActionSheet> sheets) => sheets.Include(s => s.Area).Include(s => s.Partners);
}

/// <summary>Reads the sheets of what was found, in its order, a few hundred at a time.</summary>
public sealed class ReadSheets(TerrilDb db)
{
    private const int Batch = 500;

    public async IAsyncEnumerable<ActionSheet> Run(IReadOnlyList<ActionBrief> found, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var batch in found.Chunk(Batch))
        {
            var ids = batch.Select(a => a.Id).ToList();
            var sheets = await db.ActionSheets.AsNoTracking().Whole().Where(s => ids.Contains(s.Id) && s.State == ActionState.Published).ToDictionaryAsync(s => s.Id, stop);
            // One that was taken out meanwhile is not there.
            foreach (var action in batch)
                if (sheets.TryGetValue(action.Id, out var sheet)) yield return sheet;
        }
    }

    /// <summary>The grounds of those that have one.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Areas(IEnumerable<ActionBrief> found, CancellationToken stop)
    {
        var ids = found.Where(a => a.HasArea).Select(a => a.Id).ToList();
        return ids.Count == 0 ? [] : await db.ActionAreas.Where(a => ids.Contains(a.SheetId)).ToDictionaryAsync(a => a.SheetId, a => a.Shape, stop);
    }
}
