using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Files;

namespace Terril.Collectives.Organisations;

/// <summary>Lets in the logo of an organisation, in the place of the one it had.</summary>
public sealed class KeepLogo(TerrilDb db, FileGate gate, AuditTrail trail, TimeProvider clock)
{
    public const int MostBytes = 1_000_000;

    public static FilePolicy Policy { get; } = new("collectives.logo", MostBytes, FileKind.Png, FileKind.Jpeg, FileKind.WebP) { MayRead = MayRead };

    /// <returns>Why the file was not let in; null when it was.</returns>
    public async Task<Text?> Run(Organisation organisation, Stream content, string name, CancellationToken stop)
    {
        var outcome = await gate.Keep(content, name, Policy, stop, organisation.Id.ToString());
        if (!outcome.IsKept) return outcome.Refused;
        // Beside its name, a logo says nothing more.
        outcome.Kept.Describe(new($"Logo de {organisation.Name}", $"Logo of {organisation.Name}"));
        if (organisation.LogoId is { } before) await gate.Remove(before, stop);
        (organisation.LogoId, organisation.ChangedAt) = (outcome.Kept.Id, clock.GetUtcNow());
        trail.Record("collectives.logo", "organisation", organisation.Id.ToString());
        await db.SaveChangesAsync(stop);
        return null;
    }

    // Those who keep organisations see all; everybody, that of one that is shown.
    private static async Task<bool> MayRead(FileAsked asked, CancellationToken stop)
    {
        if (asked.Who.May(CollectivesPermissions.Keep)) return true;
        var (db, own) = (asked.Services.GetRequiredService<TerrilDb>(), asked.Who.Organisation);
        return await db.Organisations.AnyAsync(o => o.LogoId == asked.File && (o.IsPublished || o.Id == own), stop);
    }
}
