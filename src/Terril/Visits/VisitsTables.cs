using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terril.Visits.After;
using Terril.Visits.Catalogue;
using Terril.Visits.Day;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Shared.Database
{
    public sealed partial class TerrilDb
    {
        public DbSet<Circuit> Circuits => Set<Circuit>();

        public DbSet<CircuitStop> CircuitStops => Set<CircuitStop>();

        public DbSet<VisitPhoto> VisitPhotos => Set<VisitPhoto>();

        public DbSet<VisitSession> VisitSessions => Set<VisitSession>();

        public DbSet<SessionStop> SessionStops => Set<SessionStop>();

        public DbSet<Registration> Registrations => Set<Registration>();

        public DbSet<Participant> Participants => Set<Participant>();

        public DbSet<RegistrationStop> RegistrationStops => Set<RegistrationStop>();

        public DbSet<RegistrationNeeds> RegistrationNeeds => Set<RegistrationNeeds>();

        public DbSet<RegistrationLink> RegistrationLinks => Set<RegistrationLink>();

        public DbSet<RegistrationEvent> RegistrationEvents => Set<RegistrationEvent>();

        public DbSet<Attendance> Attendances => Set<Attendance>();

        public DbSet<FeedbackInvitation> FeedbackInvitations => Set<FeedbackInvitation>();

        public DbSet<FeedbackAnswer> FeedbackAnswers => Set<FeedbackAnswer>();

        public DbSet<FollowUp> FollowUps => Set<FollowUp>();

        public DbSet<VisitReport> VisitReports => Set<VisitReport>();

        public DbSet<VisitDocument> VisitDocuments => Set<VisitDocument>();
    }
}

namespace Terril.Visits
{
    internal sealed class CatalogueTables : IEntityTypeConfiguration<Circuit>, IEntityTypeConfiguration<CircuitStop>, IEntityTypeConfiguration<VisitPhoto>
    {
        public void Configure(EntityTypeBuilder<Circuit> circuit)
        {
            circuit.HasIndex(c => c.Slug).IsUnique();
            circuit.ComplexProperty(c => c.About);
            circuit.HasMany(c => c.Stops).WithOne().HasForeignKey(s => s.CircuitId);
            circuit.HasMany(c => c.Photos).WithOne().HasForeignKey(p => p.CircuitId).OnDelete(DeleteBehavior.Cascade);
        }

        public void Configure(EntityTypeBuilder<CircuitStop> stop) => stop.ComplexProperty(s => s.About);

        public void Configure(EntityTypeBuilder<VisitPhoto> photo) => photo.HasOne<VisitSession>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
    }

    internal sealed class SessionTables : IEntityTypeConfiguration<VisitSession>, IEntityTypeConfiguration<SessionStop>
    {
        public void Configure(EntityTypeBuilder<VisitSession> session)
        {
            session.HasIndex(s => s.Slug).IsUnique();
            session.HasIndex(s => s.StartsAt);
            session.ComplexProperty(s => s.About);
            session.HasOne<Circuit>().WithMany().HasForeignKey(s => s.CircuitId).OnDelete(DeleteBehavior.Restrict);
            session.HasMany(s => s.Stops).WithOne().HasForeignKey(s => s.SessionId);
        }

        public void Configure(EntityTypeBuilder<SessionStop> stop) => stop.ComplexProperty(s => s.About);
    }

    internal sealed class RegistrationTables
        : IEntityTypeConfiguration<Registration>, IEntityTypeConfiguration<RegistrationStop>, IEntityTypeConfiguration<RegistrationNeeds>,
          IEntityTypeConfiguration<RegistrationLink>, IEntityTypeConfiguration<RegistrationEvent>
    {
        public void Configure(EntityTypeBuilder<Registration> registration)
        {
            registration.HasIndex(r => new { r.SessionId, r.HeldBy }).IsUnique();
            registration.HasIndex(r => new { r.SessionId, r.State, r.Turn });
            registration.HasIndex(r => r.AddressKey);
            registration.HasIndex(r => r.OfferEndsAt);
            registration.HasIndex(r => r.PartOf);
            // No reference to the session: each row that refers locks it, and thousands register on one. Sessions are not deleted.
            registration.HasMany(r => r.Participants).WithOne().HasForeignKey(p => p.RegistrationId);
            registration.HasMany(r => r.Stops).WithOne().HasForeignKey(s => s.RegistrationId);
        }

        public void Configure(EntityTypeBuilder<RegistrationStop> stop)
        {
            stop.HasKey(s => new { s.RegistrationId, s.StopId });
            stop.HasIndex(s => new { s.StopId, s.IsIn, s.Turn });
        }

        public void Configure(EntityTypeBuilder<RegistrationNeeds> needs)
        {
            needs.HasKey(n => n.RegistrationId);
            needs.HasOne<Registration>().WithOne().HasForeignKey<RegistrationNeeds>(n => n.RegistrationId);
        }

        public void Configure(EntityTypeBuilder<RegistrationLink> link)
        {
            link.HasIndex(l => l.SecretHash).IsUnique();
            link.HasOne<Registration>().WithMany().HasForeignKey(l => l.RegistrationId);
        }

        public void Configure(EntityTypeBuilder<RegistrationEvent> trail)
        {
            trail.HasIndex(e => e.RegistrationId);
            trail.HasIndex(e => new { e.SessionId, e.At });
        }
    }

    internal sealed class AfterwardsTables
        : IEntityTypeConfiguration<Attendance>, IEntityTypeConfiguration<FeedbackInvitation>, IEntityTypeConfiguration<FeedbackAnswer>, IEntityTypeConfiguration<FollowUp>,
          IEntityTypeConfiguration<VisitReport>, IEntityTypeConfiguration<VisitDocument>
    {
        public void Configure(EntityTypeBuilder<Attendance> attendance)
        {
            attendance.HasIndex(a => a.SessionId);
            attendance.HasIndex(a => a.RegistrationId);
        }

        public void Configure(EntityTypeBuilder<FeedbackInvitation> invitation)
        {
            invitation.HasIndex(i => i.SecretHash).IsUnique();
            invitation.HasIndex(i => i.SessionId);
        }

        public void Configure(EntityTypeBuilder<FeedbackAnswer> answer) => answer.HasIndex(a => new { a.SessionId, a.Question });

        public void Configure(EntityTypeBuilder<FollowUp> followUp)
        {
            followUp.HasIndex(f => f.SecretHash).IsUnique();
            followUp.HasIndex(f => new { f.SessionId, f.Months });
            followUp.HasIndex(f => new { f.RegistrationId, f.Months }).IsUnique();
        }

        public void Configure(EntityTypeBuilder<VisitReport> report)
        {
            report.HasKey(r => r.SessionId);
            report.HasOne<VisitSession>().WithOne().HasForeignKey<VisitReport>(r => r.SessionId);
        }

        public void Configure(EntityTypeBuilder<VisitDocument> document) => document.HasOne<VisitSession>().WithMany().HasForeignKey(d => d.SessionId);
    }
}
