using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Files;

/// <summary>What is kept, for those who run the site.</summary>
public sealed class FileInventory(TerrilDb db, Jobs.Jobs jobs)
{
    public IQueryable<StoredFile> Files => db.StoredFiles.AsNoTracking();

    /// <summary>How many are not what was kept.</summary>
    public Task<int> Faults(CancellationToken stop) => Files.CountAsync(f => f.Fault != null, stop);

    /// <summary>Has all files read again, as each night; the caller saves.</summary>
    public void AskCheck() => jobs.Ask(CheckFiles.Name);
}
