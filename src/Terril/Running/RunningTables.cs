using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Running.Copies;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<Restoration> Restorations => Set<Restoration>();
    }
}

namespace Terril.Running
{
    internal sealed class RunningTables : IEntityTypeConfiguration<Restoration>
    {
        public void Configure(EntityTypeBuilder<Restoration> restoration) => restoration.HasKey(r => r.Id);
    }
}
