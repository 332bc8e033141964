using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Public;
using Terril.Shared.Database;

namespace Terril.Privacy.Consent;

/// <summary>The words that rooms declare, and those that were recorded.</summary>
internal sealed class Wordings(TerrilDb db, IEnumerable<ConsentWording> declared, TimeProvider clock)
{
    public ConsentWording Latest(string purpose) =>
        declared.Where(w => w.Purpose == purpose).MaxBy(w => w.Version) ?? throw new InvalidOperationException($"No room declares words of consent for {purpose}.");

    /// <summary>The words of a version that somebody agreed to, even if no room declares them any more.</summary>
    public Task<RecordedWording?> Recorded(string purpose, int version, CancellationToken stop) =>
        db.ConsentWordings.AsNoTracking().SingleOrDefaultAsync(w => w.Purpose == purpose && w.Version == version, stop);

    /// <summary>Records the words that are new.</summary>
    /// <exception cref="WordingChangedException">Those of a version are not those that were recorded.</exception>
    public async Task Record(CancellationToken stop)
    {
        if (!declared.Any()) return;
        await using var transaction = await db.BeginAlone("consent wordings", stop);
        var recorded = await db.ConsentWordings.AsNoTracking().ToDictionaryAsync(w => (w.Purpose, w.Version), w => w.Text, stop);
        foreach (var wording in declared)
        {
            if (!recorded.TryGetValue((wording.Purpose, wording.Version), out var text))
                db.ConsentWordings.Add(new() { Purpose = wording.Purpose, Version = wording.Version, Text = wording.Text, RecordedAt = clock.GetUtcNow() });
            else if (text != wording.Text) throw new WordingChangedException(wording);
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

/// <summary>The words of a version were changed after people agreed to them.</summary>
internal sealed class WordingChangedException(ConsentWording wording) : Exception(
    $"Les mots du consentement « {wording.Purpose} », version {wording.Version}, ont changé depuis que des personnes les ont acceptés : remettez-les, et écrivez les nouveaux dans la version {wording.Version + 1}. "
    + $"/ The words of consent “{wording.Purpose}”, version {wording.Version}, have changed since people agreed to them: restore them, and write the new ones in version {wording.Version + 1}.");
