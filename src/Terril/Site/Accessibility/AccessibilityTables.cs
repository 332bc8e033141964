using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Site.Accessibility;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<AccessibilityAudit> AccessibilityAudits => Set<AccessibilityAudit>();
    }
}

namespace Terril.Site.Accessibility
{
    internal sealed class AccessibilityTables : IEntityTypeConfiguration<AccessibilityAudit>
    {
        public void Configure(EntityTypeBuilder<AccessibilityAudit> audit) => audit.HasIndex(a => a.HeldAt);
    }
}
