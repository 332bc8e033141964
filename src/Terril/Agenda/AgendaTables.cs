using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Agenda.Events;
using Terril.Agenda.Feeds;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<AgendaEvent> AgendaEvents => Set<AgendaEvent>();

        public DbSet<AgendaDate> AgendaDates => Set<AgendaDate>();

        public DbSet<AgendaFeed> AgendaFeeds => Set<AgendaFeed>();
    }
}

namespace Terril.Agenda
{
    internal sealed class AgendaTables : IEntityTypeConfiguration<AgendaEvent>, IEntityTypeConfiguration<AgendaFeed>
    {
        public void Configure(EntityTypeBuilder<AgendaEvent> one)
        {
            one.HasIndex(e => e.Slug).IsUnique();
            one.HasIndex(e => new { e.State, e.ModerateBy });
            one.HasIndex(e => e.OrganisationId);
            one.HasIndex(e => new { e.FeedId, e.FeedUid });
            one.HasIndex(e => e.ChangedAt);
            one.HasOne<AgendaEvent>().WithMany().HasForeignKey(e => e.SameAs);
            one.HasOne<AgendaFeed>().WithMany().HasForeignKey(e => e.FeedId);
            one.HasMany(e => e.Dates).WithOne().HasForeignKey(d => d.EventId);
        }

        public void Configure(EntityTypeBuilder<AgendaFeed> feed)
        {
            feed.Ignore(f => f.Says);
            feed.HasIndex(f => f.DueAt);
        }
    }
}
