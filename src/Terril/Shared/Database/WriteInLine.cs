using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Terril.Shared.Database;

/// <summary>
/// A transaction of one of many that come at the same instant: those of this process stand in line before they begin. SQLite has one
/// writer, and who waits for it in the engine holds a thread and asks again and again. PostgreSQL has one line a row that is to be locked:
/// who waits for it in the server holds a connection, and there are few.
/// </summary>
internal sealed class WriteInLine : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> s_lines = new(StringComparer.Ordinal);

    private readonly IDbContextTransaction _transaction;
    private readonly SemaphoreSlim _line;

    private WriteInLine(IDbContextTransaction transaction, SemaphoreSlim line) => (_transaction, _line) = (transaction, line);

    /// <param name="row">The row that is locked first.</param>
    public static async Task<WriteInLine> Begin(TerrilDb db, Guid row, CancellationToken stop)
    {
        var database = db.Database.GetConnectionString() ?? "";
        var line = s_lines.GetOrAdd(db.Database.IsSqlite() ? database : $"{row} {database}", _ => new(1));
        await line.WaitAsync(stop);
        try
        {
            return new(await db.Database.BeginTransactionAsync(stop), line);
        }
        catch
        {
            line.Release();
            throw;
        }
    }

    public Task Commit(CancellationToken stop) => _transaction.CommitAsync(stop);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        finally
        {
            _line.Release();
        }
    }
}
