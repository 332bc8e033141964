using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Shared.Audit;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    }
}

namespace Terril.Shared.Audit
{
    internal sealed class AuditTables : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> entry)
        {
            entry.HasIndex(e => e.At);
            entry.HasIndex(e => e.PersonId);
            entry.HasIndex(e => new { e.Kind, e.Subject });
        }
    }
}
