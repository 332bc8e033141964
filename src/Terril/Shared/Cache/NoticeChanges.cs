using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Terril.Shared.Cache;

/// <summary>Tells a room that what it says was changed, whatever act did it, once it is committed.</summary>
internal sealed class NoticeChanges(IKnown known) : ISaveChangesInterceptor, IDbTransactionInterceptor
{
    private static readonly object s_told = new();

    private readonly ConditionalWeakTable<DbContext, object> _waiting = [];

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Look(eventData.Context);
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Look(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Saved(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData.Context);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context);
        return Task.CompletedTask;
    }

    private void Look(DbContext? db)
    {
        if (db is not null && HasSome(db.ChangeTracker) && db.ChangeTracker.Entries().Any(e => e.State is not (EntityState.Unchanged or EntityState.Detached) && known.IsSaid(e))) _waiting.AddOrUpdate(db, s_told);
    }

    // What is written by thousands, and is none of ours, is not looked through for changes twice.
    private bool HasSome(ChangeTracker tracker)
    {
        var detects = tracker.AutoDetectChangesEnabled;
        try
        {
            tracker.AutoDetectChangesEnabled = false;
            return tracker.Entries().Any(e => known.IsSaid(e.Entity));
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = detects;
        }
    }

    // Without a transaction of the caller’s, it is kept already.
    private void Saved(DbContext? db)
    {
        if (db?.Database.CurrentTransaction is null) Tell(db);
    }

    private void Tell(DbContext? db)
    {
        if (db is not null && _waiting.Remove(db)) known.Changed();
    }
}
