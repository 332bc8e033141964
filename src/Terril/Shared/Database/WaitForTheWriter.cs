using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Terril.Shared.Database;

/// <summary>SQLite has one writer: the others wait for it in the engine itself, which wakes them at once, rather than fail or poll.</summary>
internal sealed class WaitForTheWriter : DbConnectionInterceptor
{
    private const string Wait = "pragma busy_timeout = 10000";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Wait;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Wait;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
