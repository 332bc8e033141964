using Terril.Shared.Database;
using Terril.Visits.Registering;

namespace Terril.Visits.Sessions;

/// <summary>Raises or lowers how many a session takes, or one of its stops. What is more goes to those who wait; it never goes under what is taken.</summary>
public sealed class ChangeCapacity(TerrilDb db, SessionLock locks, GiveFreedPlaces give)
{
    /// <param name="place">One of its stops; null for the session.</param>
    /// <returns>Null when it is done; else how many are taken, under which it cannot go.</returns>
    public async Task<int?> Run(Guid session, int capacity, Guid? place, CancellationToken stop)
    {
        await using var locked = await locks.Take(session, stop);
        if (locked?.Session is not { } found) return 0;
        var there = place is { } id ? found.Stops.Find(s => s.Id == id) : null;
        var taken = there?.Taken ?? found.Taken;
        if (capacity < taken || (place is not null && there is null)) return taken;

        if (there is null) found.Capacity = capacity;
        else there.About.Capacity = capacity;
        await db.SaveChangesAsync(stop);
        await give.Run(found, TrailReason.CapacityRaised, stop);
        await locked.Commit(stop);
        return null;
    }
}
