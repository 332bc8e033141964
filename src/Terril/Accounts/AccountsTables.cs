using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Accounts;
using Terril.Accounts.Factors;
using Terril.Accounts.OneTime;
using Terril.Accounts.Passkeys;
using Terril.Accounts.Sessions;
using Terril.Accounts.SignIn;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<Person> People => Set<Person>();

        public DbSet<PersonRole> PersonRoles => Set<PersonRole>();

        public DbSet<PersonSession> PersonSessions => Set<PersonSession>();

        public DbSet<Passkey> Passkeys => Set<Passkey>();

        public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

        public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

        public DbSet<SignInFailure> SignInFailures => Set<SignInFailure>();

        public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    }
}

namespace Terril.Accounts
{
    internal sealed class AccountsTables
        : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<PersonRole>, IEntityTypeConfiguration<PersonSession>, IEntityTypeConfiguration<Passkey>,
          IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<AccountLink>, IEntityTypeConfiguration<SignInFailure>
    {
        public void Configure(EntityTypeBuilder<Person> person)
        {
            person.HasIndex(p => p.EmailKey).IsUnique();
            person.HasIndex(p => p.SeenAt);
            person.HasMany(p => p.Roles).WithOne().HasForeignKey(r => r.PersonId);
        }

        public void Configure(EntityTypeBuilder<PersonRole> role)
        {
            role.HasKey(r => new { r.PersonId, r.Role });
            role.HasIndex(r => r.Role);
        }

        public void Configure(EntityTypeBuilder<PersonSession> session)
        {
            session.HasIndex(s => s.SecretHash).IsUnique();
            session.HasOne(s => s.Person).WithMany().HasForeignKey(s => s.PersonId);
        }

        public void Configure(EntityTypeBuilder<Passkey> passkey)
        {
            passkey.HasIndex(p => p.CredentialId).IsUnique();
            passkey.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        }

        public void Configure(EntityTypeBuilder<RecoveryCode> code)
        {
            code.HasKey(c => new { c.PersonId, c.Hash });
            code.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
        }

        public void Configure(EntityTypeBuilder<AccountLink> link)
        {
            link.HasIndex(l => l.SecretHash).IsUnique();
            link.HasOne(l => l.Person).WithMany().HasForeignKey(l => l.PersonId);
        }

        public void Configure(EntityTypeBuilder<SignInFailure> failure)
        {
            failure.HasIndex(f => new { f.CountedFor, f.At });
            failure.HasIndex(f => f.At);
        }
    }
}
