using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Jobs;

namespace Terril.Shared.Files;

/// <summary>
/// The inventory: each file is there and its bytes are those that were kept. What is not is shown to those who run the site.
/// Bytes that no row names after a day go.
/// </summary>
internal sealed class CheckFiles(TerrilDb db, IFileStore store, Incoming incoming, TimeProvider clock) : IJob
{
    public const string Name = "files.check";

    private const int AtOnce = 200;

    private static readonly TimeSpan s_unclaimed = TimeSpan.FromDays(1);

    public async Task Run(string? given, CancellationToken stop)
    {
        incoming.Sweep();
        var began = clock.GetUtcNow();
        // Those never read, then the longest unread: begun again, it goes on where it was.
        while (await Next(began, stop) is { Count: > 0 } files)
        {
            foreach (var file in files)
            {
                var fault = await FaultOf(file, stop);
                await db.StoredFiles.Where(f => f.Id == file.Id).ExecuteUpdateAsync(set => set
                    .SetProperty(f => f.CheckedAt, clock.GetUtcNow()).SetProperty(f => f.Fault, fault), stop);
            }
        }
        await ForgetUnclaimed(stop);
    }

    private Task<List<StoredFile>> Next(DateTimeOffset before, CancellationToken stop) => db.StoredFiles.AsNoTracking()
        .Where(f => f.CheckedAt == null || f.CheckedAt < before)
        .OrderBy(f => f.CheckedAt ?? DateTimeOffset.UnixEpoch).ThenBy(f => f.Id).Take(AtOnce).ToListAsync(stop);

    private async Task<FileFault?> FaultOf(StoredFile file, CancellationToken stop)
    {
        await using var bytes = await store.Open(file.Place, stop);
        if (bytes is null) return FileFault.Lost;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, stop));
        return hash == file.Hash ? null : FileFault.Altered;
    }

    private async Task ForgetUnclaimed(CancellationToken stop)
    {
        var oldest = clock.GetUtcNow() - s_unclaimed;
        await foreach (var kept in store.List(stop))
        {
            if (kept.At < oldest && !await db.StoredFiles.AnyAsync(f => f.Place == kept.Place, stop)) await store.Delete(kept.Place, stop);
        }
    }
}
