using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Site.Contact;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<ContactMessage> ContactMessages => Set<ContactMessage>();
    }
}

namespace Terril.Site.Contact
{
    internal sealed class ContactTables : IEntityTypeConfiguration<ContactMessage>
    {
        public void Configure(EntityTypeBuilder<ContactMessage> message)
        {
            message.HasIndex(m => m.Reference).IsUnique();
            message.HasIndex(m => m.At);
            message.HasIndex(m => m.AddressKey);
        }
    }
}
