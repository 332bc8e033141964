using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Visits.After.Report;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<VisitDocumentAccess> VisitDocumentAccess => Set<VisitDocumentAccess>();
    }
}

namespace Terril.Visits.After
{
    internal sealed class AfterTables : IEntityTypeConfiguration<VisitDocumentAccess>
    {
        public void Configure(EntityTypeBuilder<VisitDocumentAccess> access)
        {
            access.HasKey(a => a.DocumentId);
            access.HasOne<VisitDocument>().WithOne().HasForeignKey<VisitDocumentAccess>(a => a.DocumentId);
        }
    }
}
