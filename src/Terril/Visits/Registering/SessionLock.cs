using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Visits.Sessions;

namespace Terril.Visits.Registering;

/// <summary>Whether places are guarded. They are: only a test that shows what would happen otherwise takes the guard away.</summary>
internal sealed record PlacesGuard(bool IsOn = true);

/// <summary>
/// Takes the row of a session before its places are looked at: whoever comes next waits until this is committed, and then reads what
/// it left. The lock comes first and the reading after, so that READ COMMITTED is enough on PostgreSQL; SQLite has one writer.
/// Every change of places in every process goes through here, or through the one guarded statement of <see cref="RegisterForSession"/>.
/// </summary>
public sealed class SessionLock
{
    private readonly TerrilDb _db;
    private readonly PlacesGuard _guard;

    internal SessionLock(TerrilDb db, PlacesGuard guard) => (_db, _guard) = (db, guard);

    /// <summary>Null when there is no such session.</summary>
    public async Task<LockedSession?> Take(Guid session, CancellationToken stop)
    {
        _db.ChangeTracker.Clear();
        var transaction = _guard.IsOn ? await WriteInLine.Begin(_db, session, stop) : null;
        if (_guard.IsOn) await _db.VisitSessions.Where(s => s.Id == session).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version + 1), stop);
        var read = await _db.VisitSessions.Include(s => s.Stops).SingleOrDefaultAsync(s => s.Id == session, stop);
        if (read is not null) return new(_db, transaction, read);
        if (transaction is not null) await transaction.DisposeAsync();
        return null;
    }

    /// <summary>The session of a registration, and that registration with its people and its stops.</summary>
    public async Task<(LockedSession Locked, Registration Registration)?> TakeOf(Guid registration, CancellationToken stop)
    {
        var session = await _db.Registrations.Where(r => r.Id == registration).Select(r => (Guid?)r.SessionId).SingleOrDefaultAsync(stop);
        if (session is null || await Take(session.Value, stop) is not { } locked) return null;
        var read = await _db.Registrations.Include(r => r.Participants).Include(r => r.Stops).AsSplitQuery().SingleOrDefaultAsync(r => r.Id == registration, stop);
        if (read is not null) return (locked, read);
        await locked.DisposeAsync();
        return null;
    }
}

/// <summary>A session whose row is ours until this is disposed of.</summary>
public sealed class LockedSession : IAsyncDisposable
{
    private readonly TerrilDb _db;
    private readonly WriteInLine? _transaction;

    internal LockedSession(TerrilDb db, WriteInLine? transaction, VisitSession session) => (_db, _transaction, Session) = (db, transaction, session);

    public VisitSession Session { get; }

    /// <summary>Keeps what was done, mails included; without it nothing was.</summary>
    public async Task Commit(CancellationToken stop)
    {
        await _db.SaveChangesAsync(stop);
        if (_transaction is not null) await _transaction.Commit(stop);
    }

    public ValueTask DisposeAsync() => _transaction?.DisposeAsync() ?? ValueTask.CompletedTask;
}
