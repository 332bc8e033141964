using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<Organisation> Organisations => Set<Organisation>();

        public DbSet<FormerSlug> FormerSlugs => Set<FormerSlug>();

        public DbSet<Representative> Representatives => Set<Representative>();

        public DbSet<Collective> Collectives => Set<Collective>();

        public DbSet<CollectiveAxis> CollectiveAxes => Set<CollectiveAxis>();

        public DbSet<Charter> Charters => Set<Charter>();

        public DbSet<StatedCount> StatedCounts => Set<StatedCount>();

        public DbSet<JoinRequest> JoinRequests => Set<JoinRequest>();

        public DbSet<Membership> Memberships => Set<Membership>();
    }
}

namespace Terril.Collectives
{
    internal sealed class OrganisationTables : IEntityTypeConfiguration<Organisation>, IEntityTypeConfiguration<FormerSlug>, IEntityTypeConfiguration<Representative>
    {
        public void Configure(EntityTypeBuilder<Organisation> organisation)
        {
            organisation.HasIndex(o => o.Slug).IsUnique();
            organisation.HasIndex(o => o.Siret);
            organisation.HasOne<Organisation>().WithMany().HasForeignKey(o => o.MergedInto);
        }

        public void Configure(EntityTypeBuilder<FormerSlug> former)
        {
            former.HasKey(f => f.Slug);
            former.HasOne<Organisation>().WithMany().HasForeignKey(f => f.OrganisationId);
        }

        public void Configure(EntityTypeBuilder<Representative> representative)
        {
            representative.HasKey(r => r.PersonId);
            representative.HasOne<Organisation>().WithMany().HasForeignKey(r => r.OrganisationId);
        }
    }

    internal sealed class CollectiveTables
        : IEntityTypeConfiguration<Collective>, IEntityTypeConfiguration<Charter>, IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<JoinRequest>
    {
        public void Configure(EntityTypeBuilder<Collective> collective)
        {
            collective.HasIndex(c => c.Slug).IsUnique();
            collective.HasMany(c => c.Axes).WithOne().HasForeignKey(a => a.CollectiveId);
            collective.HasMany(c => c.Charters).WithOne().HasForeignKey(c => c.CollectiveId);
            collective.HasMany(c => c.Counts).WithOne().HasForeignKey(c => c.CollectiveId);
        }

        public void Configure(EntityTypeBuilder<Charter> charter) => charter.HasIndex(c => new { c.CollectiveId, c.Version }).IsUnique();

        public void Configure(EntityTypeBuilder<Membership> membership)
        {
            membership.HasOne<Collective>().WithMany().HasForeignKey(m => m.CollectiveId);
            membership.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            membership.HasOne<Charter>().WithMany().HasForeignKey(m => m.CharterId).OnDelete(DeleteBehavior.Restrict);
        }

        public void Configure(EntityTypeBuilder<JoinRequest> request)
        {
            request.HasIndex(r => r.SecretHash).IsUnique();
            request.HasIndex(r => r.AddressKey);
            request.HasOne<Collective>().WithMany().HasForeignKey(r => r.CollectiveId);
            request.HasOne<Organisation>().WithMany().HasForeignKey(r => r.OrganisationId);
        }
    }
}
