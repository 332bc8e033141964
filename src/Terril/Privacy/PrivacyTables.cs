using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Privacy;
using Terril.Privacy.Consent;
using Terril.Privacy.Mine;
using Terril.Privacy.Requests;
using Terril.Privacy.Retention;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        internal DbSet<PrivacyKey> PrivacyKeys => Set<PrivacyKey>();

        internal DbSet<RecordedWording> ConsentWordings => Set<RecordedWording>();

        internal DbSet<ConsentEvent> ConsentEvents => Set<ConsentEvent>();

        internal DbSet<Suppression> Suppressions => Set<Suppression>();

        internal DbSet<PurposeDecision> PurposeDecisions => Set<PurposeDecision>();

        internal DbSet<KeepingDecision> KeepingDecisions => Set<KeepingDecision>();

        internal DbSet<Tombstone> Tombstones => Set<Tombstone>();

        internal DbSet<ErasedRecord> ErasedRecords => Set<ErasedRecord>();

        internal DbSet<DataLink> DataLinks => Set<DataLink>();

        public DbSet<RightsRequest> RightsRequests => Set<RightsRequest>();
    }
}

namespace Terril.Privacy
{
    internal sealed class PrivacyTables :
        IEntityTypeConfiguration<PrivacyKey>, IEntityTypeConfiguration<RecordedWording>, IEntityTypeConfiguration<ConsentEvent>, IEntityTypeConfiguration<Suppression>,
        IEntityTypeConfiguration<PurposeDecision>, IEntityTypeConfiguration<KeepingDecision>, IEntityTypeConfiguration<Tombstone>, IEntityTypeConfiguration<ErasedRecord>,
        IEntityTypeConfiguration<DataLink>, IEntityTypeConfiguration<RightsRequest>
    {
        public void Configure(EntityTypeBuilder<PrivacyKey> builder) => builder.HasKey(k => k.Name);

        public void Configure(EntityTypeBuilder<RecordedWording> builder)
        {
            builder.ComplexProperty(w => w.Text);
            builder.HasIndex(w => new { w.Purpose, w.Version }).IsUnique();
        }

        public void Configure(EntityTypeBuilder<ConsentEvent> builder)
        {
            builder.HasIndex(e => new { e.ConsentId, e.Kind }).IsUnique();
            builder.HasIndex(e => new { e.Mark, e.Purpose });
            builder.HasIndex(e => e.Address);
            builder.HasIndex(e => e.At);
        }

        public void Configure(EntityTypeBuilder<Suppression> builder)
        {
            builder.HasIndex(s => new { s.Mark, s.Purpose }).IsUnique();
            builder.HasIndex(s => s.Since);
        }

        public void Configure(EntityTypeBuilder<PurposeDecision> builder) => builder.HasKey(d => d.Purpose);

        public void Configure(EntityTypeBuilder<KeepingDecision> builder) => builder.HasKey(d => d.Holding);

        public void Configure(EntityTypeBuilder<Tombstone> builder)
        {
            builder.HasIndex(t => t.At);
            builder.HasIndex(t => t.Mark);
        }

        public void Configure(EntityTypeBuilder<ErasedRecord> builder)
        {
            builder.HasIndex(e => new { e.Holding, e.Record }).IsUnique();
            builder.HasIndex(e => e.At);
        }

        public void Configure(EntityTypeBuilder<DataLink> builder)
        {
            builder.HasIndex(l => l.TokenHash).IsUnique();
            builder.HasIndex(l => l.SessionHash).IsUnique();
            builder.HasIndex(l => l.Mark);
            builder.HasIndex(l => l.AskedAt);
        }

        public void Configure(EntityTypeBuilder<RightsRequest> builder)
        {
            builder.HasIndex(r => r.Reference).IsUnique();
            builder.HasIndex(r => r.Address);
            builder.HasIndex(r => new { r.State, r.DueAt });
        }
    }
}
