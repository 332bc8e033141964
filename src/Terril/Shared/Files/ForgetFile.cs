using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Jobs;

namespace Terril.Shared.Files;

/// <summary>Deletes the bytes of a file that was taken away.</summary>
internal sealed class ForgetFile(TerrilDb db, IFileStore store) : IJob
{
    public const string Name = "files.forget";

    public async Task Run(string? given, CancellationToken stop)
    {
        if (given is not null && !await db.StoredFiles.AnyAsync(f => f.Place == given, stop)) await store.Delete(given, stop);
    }
}
