using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Actions.Census;
using Terril.Actions.Import;
using Terril.Actions.StillTrue;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<ActionSheet> ActionSheets => Set<ActionSheet>();

        public DbSet<ActionPartner> ActionPartners => Set<ActionPartner>();

        public DbSet<ActionArea> ActionAreas => Set<ActionArea>();

        public DbSet<ActionPhoto> ActionPhotos => Set<ActionPhoto>();

        public DbSet<ActionReport> ActionReports => Set<ActionReport>();

        public DbSet<ActionAsking> ActionAskings => Set<ActionAsking>();

        public DbSet<ActionImport> ActionImports => Set<ActionImport>();
    }
}

namespace Terril.Actions
{
    internal sealed class ActionsTables
        : IEntityTypeConfiguration<ActionSheet>, IEntityTypeConfiguration<ActionArea>, IEntityTypeConfiguration<ActionReport>, IEntityTypeConfiguration<ActionAsking>
    {
        public void Configure(EntityTypeBuilder<ActionSheet> sheet)
        {
            sheet.HasIndex(s => s.Slug).IsUnique();
            sheet.HasIndex(s => s.LeadId);
            sheet.HasIndex(s => new { s.State, s.ModerateBy });
            sheet.HasIndex(s => new { s.Source, s.SourceId });
            sheet.HasIndex(s => s.ChangedAt);
            sheet.HasOne<ActionSheet>().WithMany().HasForeignKey(s => s.MergedInto);
            sheet.HasOne(s => s.Area).WithOne().HasForeignKey<ActionArea>(a => a.SheetId).OnDelete(DeleteBehavior.Cascade);
            sheet.HasMany(s => s.Partners).WithOne().HasForeignKey(p => p.SheetId);
            sheet.HasMany(s => s.Photos).WithOne().HasForeignKey(p => p.SheetId);
        }

        public void Configure(EntityTypeBuilder<ActionArea> area) => area.HasKey(a => a.SheetId);

        public void Configure(EntityTypeBuilder<ActionReport> report)
        {
            report.HasIndex(r => r.HandledAt);
            report.HasOne<ActionSheet>().WithMany().HasForeignKey(r => r.SheetId);
        }

        public void Configure(EntityTypeBuilder<ActionAsking> asking)
        {
            asking.HasIndex(a => a.SecretHash).IsUnique();
            asking.HasOne<ActionSheet>().WithMany().HasForeignKey(a => a.SheetId);
        }
    }
}
