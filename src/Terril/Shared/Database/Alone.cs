using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Terril.Shared.Database;

/// <summary>Work that one process at a time may do, on either database.</summary>
internal static class Alone
{
    /// <summary>
    /// Begins a transaction that waits for any other of the same <paramref name="work"/>.
    /// SQLite takes its write lock at once; on PostgreSQL the advisory lock ends with the transaction.
    /// </summary>
    public static async Task<IDbContextTransaction> BeginAlone(this TerrilDb db, string work, CancellationToken stop)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.AlsoAlone(work, stop);
        return transaction;
    }

    /// <summary>In the transaction that is open, waits for any other of the same <paramref name="work"/> as well; one who works with several asks always in the same order.</summary>
    public static async Task AlsoAlone(this TerrilDb db, string work, CancellationToken stop)
    {
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Key(work)})", stop);
    }

    private static long Key(string work) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(work)));
}
