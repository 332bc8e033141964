using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Shared.Files;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<StoredFile> StoredFiles => Set<StoredFile>();
    }
}

namespace Terril.Shared.Files
{
    internal sealed class FilesTables : IEntityTypeConfiguration<StoredFile>
    {
        public void Configure(EntityTypeBuilder<StoredFile> file)
        {
            file.Ignore(f => f.Path);
            file.HasIndex(f => f.Place).IsUnique();
            file.HasIndex(f => new { f.Policy, f.Subject });
            file.HasIndex(f => f.Fault);
            file.HasIndex(f => f.CheckedAt);
        }
    }
}
