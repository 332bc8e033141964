using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Shared.Database;

namespace Terril.Actions.Census;

/// <summary>Reads the sheets of what was found, in its order, a few hundred at a time.</summary>
public sealed class ReadSheets(TerrilDb db)
{
    private const int Batch = 500;

    public async IAsyncEnumerable<ActionSheet> Run(IReadOnlyList<ActionBrief> found, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var batch in found.Chunk(Batch))
        {
            var ids = batch.Select(a => a.Id).ToList();
            var sheets = await db.ActionSheets.AsNoTracking().Include(s => s.Partners).Where(s => ids.Contains(s.Id) && s.State == ActionState.Published).ToDictionaryAsync(s => s.Id, stop);
            // One that was taken out meanwhile is not there.
            foreach (var action in batch)
                if (sheets.TryGetValue(action.Id, out var sheet)) yield return sheet;
        }
    }
}
