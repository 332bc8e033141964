using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terril.Visits.Registering;

/// <summary>Keys of participants are made here, not by the database: somebody who is named later is added, where they would be taken for one to update.</summary>
internal sealed class ParticipantKeys : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> participant) => participant.Property(p => p.Id).ValueGeneratedNever();
}
