using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Shared.Jobs;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<Job> Jobs => Set<Job>();
    }
}

namespace Terril.Shared.Jobs
{
    internal sealed class JobsTables : IEntityTypeConfiguration<Job>
    {
        public void Configure(EntityTypeBuilder<Job> job)
        {
            job.HasIndex(j => j.DueAt);
            job.HasIndex(j => new { j.Name, j.State });
        }
    }
}
