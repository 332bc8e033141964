using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terril.Shared.Proposing
{
    /// <summary>Who proposed something without an account, apart from it and forgotten before it. The database has only the hash of the secret of their link.</summary>
    public sealed class ProposalContact
    {
        /// <summary>What they proposed, a row of a table of the room.</summary>
        public Guid SubjectId { get; init; }

        /// <summary>The room that they proposed it to.</summary>
        public string Room { get; init; } = "";

        public string Name { get; set; } = "";

        public string Address { get; init; } = "";

        public string AddressKey { get; init; } = "";

        public string Language { get; init; } = "";

        public string SecretHash { get; set; } = "";

        public DateTimeOffset AskedAt { get; init; }

        /// <summary>When they showed that the address is theirs.</summary>
        public DateTimeOffset? VerifiedAt { get; set; }

        /// <summary>When they last did something here.</summary>
        public DateTimeOffset SeenAt { get; set; }
    }

    internal sealed class ProposalContactsTable : IEntityTypeConfiguration<ProposalContact>
    {
        public void Configure(EntityTypeBuilder<ProposalContact> contact)
        {
            contact.HasKey(c => c.SubjectId);
            contact.HasIndex(c => c.SecretHash).IsUnique();
            contact.HasIndex(c => c.AddressKey);
        }
    }
}

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<Proposing.ProposalContact> ProposalContacts => Set<Proposing.ProposalContact>();
    }
}
