using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Shared.Mail;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

        public DbSet<MailGate> MailGates => Set<MailGate>();
    }
}

namespace Terril.Shared.Mail
{
    internal sealed class MailTables : IEntityTypeConfiguration<OutgoingMail>, IEntityTypeConfiguration<MailGate>
    {
        public void Configure(EntityTypeBuilder<OutgoingMail> mail)
        {
            mail.HasIndex(m => new { m.IsMailing, m.DueAt });
            mail.HasIndex(m => new { m.State, m.PlannedAt });
            mail.HasIndex(m => new { m.CauseKind, m.CauseId });
            mail.HasIndex(m => m.ToAddress);
        }

        public void Configure(EntityTypeBuilder<MailGate> gate) => gate.Property(g => g.Id).ValueGeneratedNever();
    }
}
