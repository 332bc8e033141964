using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Shared.Search;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();

        public DbSet<SearchWord> SearchWords => Set<SearchWord>();
    }
}

namespace Terril.Shared.Search
{
    internal sealed class SearchTables : IEntityTypeConfiguration<SearchEntry>, IEntityTypeConfiguration<SearchWord>
    {
        public void Configure(EntityTypeBuilder<SearchEntry> entry)
        {
            entry.ComplexProperty(e => e.Title);
            entry.ComplexProperty(e => e.Detail);
            entry.ComplexProperty(e => e.Name);
            entry.Ignore(nameof(SearchEntry.AlsoFoundBy));
            entry.HasIndex(e => e.Owner);
            entry.HasMany(e => e.Words).WithOne().HasForeignKey(w => w.EntryId);
        }

        public void Configure(EntityTypeBuilder<SearchWord> word)
        {
            word.HasKey(w => new { w.EntryId, w.Word });
            word.HasIndex(w => w.Word);
        }
    }
}
