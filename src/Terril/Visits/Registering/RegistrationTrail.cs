using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Visits.Registering;

/// <summary>Writes what happens to registrations, and counts ranks.</summary>
internal static class RegistrationTrail
{
    /// <summary>Kept with what it tells of, by the caller’s <c>SaveChanges</c>.</summary>
    public static void Record(this TerrilDb db, Registration registration, TrailKind kind, TrailReason reason, DateTimeOffset now, int? rank = null, int? free = null, Guid? place = null) =>
        db.RegistrationEvents.Add(new()
        {
            RegistrationId = registration.Id, SessionId = registration.SessionId, At = now, Kind = kind, Reason = reason, Rank = rank, Size = registration.Size, Free = free, StopId = place,
        });

    /// <summary>1 for who comes first when places are freed; null for who does not wait.</summary>
    public static async Task<int?> RankOf(this TerrilDb db, Registration registration, CancellationToken stop) => registration.State != RegistrationState.Waiting ? null
        : 1 + await db.Registrations.CountAsync(r => r.SessionId == registration.SessionId && r.State == RegistrationState.Waiting && r.Turn < registration.Turn, stop);
}
