using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Terril.Shared.Database;

/// <summary>What is read before the first page: without a model of all the tables, which takes as long to make as the page.</summary>
internal static class PlainSql
{
    /// <summary>The rows of a query without parameters, each as its text.</summary>
    public static async Task<IReadOnlyList<string>> Read(this TerrilDb db, string sql, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            return await Rows(command, stop);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<IReadOnlyList<string>> Rows(DbCommand command, CancellationToken stop)
    {
        var rows = new List<string>();
        await using var read = await command.ExecuteReaderAsync(stop);
        while (await read.ReadAsync(stop)) rows.Add(read.GetString(0));
        return rows;
    }
}
