using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Site.Errors;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<Incident> Incidents => Set<Incident>();
    }
}

namespace Terril.Site.Errors
{
    internal sealed class IncidentsTables : IEntityTypeConfiguration<Incident>
    {
        public void Configure(EntityTypeBuilder<Incident> incident)
        {
            incident.HasIndex(i => i.Reference).IsUnique();
            incident.HasIndex(i => i.At);
        }
    }
}
