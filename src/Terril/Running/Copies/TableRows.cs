using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Terril.Running.Copies;

/// <summary>The rows of a table as lines of JSON, out of either database and into either.</summary>
internal static class TableRows
{
    public static async Task Write(DbConnection connection, DbTransaction transaction, TableShape table, Stream to, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"select {table.ColumnList} from \"{table.Name}\"";
        await using var rows = await command.ExecuteReaderAsync(stop);
        using var json = new Utf8JsonWriter(to, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        while (await rows.ReadAsync(stop))
        {
            json.WriteStartArray();
            for (var i = 0; i < table.Columns.Count; i++) Write(json, rows, i, table.Columns[i].Kind);
            json.WriteEndArray();
            await json.FlushAsync(stop);
            to.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    public static async Task Read(DbConnection connection, DbTransaction transaction, TableShape table, Stream from, CancellationToken stop)
    {
        using var lines = new StreamReader(from);
        if (connection is NpgsqlConnection postgres) await IntoPostgres(postgres, table, lines, stop);
        else await IntoSqlite((SqliteConnection)connection, (SqliteTransaction)transaction, table, lines, stop);
    }

    private static void Write(Utf8JsonWriter json, DbDataReader row, int at, ColumnKind kind)
    {
        if (row.IsDBNull(at))
        {
            json.WriteNullValue();
            return;
        }
        switch (kind)
        {
            case ColumnKind.Text: json.WriteStringValue(row.GetString(at)); break;
            case ColumnKind.Number or ColumnKind.LongNumber: json.WriteNumberValue(row.GetInt64(at)); break;
            case ColumnKind.YesOrNo: json.WriteBooleanValue(row.GetBoolean(at)); break;
            case ColumnKind.Real: json.WriteNumberValue(row.GetDouble(at)); break;
            case ColumnKind.Key: json.WriteStringValue(row.GetGuid(at)); break;
            default: json.WriteBase64StringValue(row.GetFieldValue<byte[]>(at)); break;
        }
    }

    private static object? Value(JsonElement cell, ColumnKind kind) => cell.ValueKind == JsonValueKind.Null ? null : kind switch
    {
        ColumnKind.Text => cell.GetString(),
        ColumnKind.Number => cell.GetInt32(),
        ColumnKind.LongNumber => cell.GetInt64(),
        ColumnKind.YesOrNo => cell.GetBoolean(),
        ColumnKind.Real => cell.GetDouble(),
        ColumnKind.Key => cell.GetGuid(),
        _ => cell.GetBytesFromBase64(),
    };

    private static async Task IntoPostgres(NpgsqlConnection connection, TableShape table, StreamReader lines, CancellationToken stop)
    {
        await using var import = await connection.BeginBinaryImportAsync($"copy \"{table.Name}\" ({table.ColumnList}) from stdin (format binary)", stop);
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            using var row = JsonDocument.Parse(line);
            await import.StartRowAsync(stop);
            var at = 0;
            foreach (var cell in row.RootElement.EnumerateArray())
            {
                var kind = table.Columns[at++].Kind;
                if (Value(cell, kind) is { } value) await import.WriteAsync(value, TypeOf(kind), stop);
                else await import.WriteNullAsync(stop);
            }
        }
        await import.CompleteAsync(stop);
    }

    private static async Task IntoSqlite(SqliteConnection connection, SqliteTransaction transaction, TableShape table, StreamReader lines, CancellationToken stop)
    {
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"insert into \"{table.Name}\" ({table.ColumnList}) values ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))})";
        var values = table.Columns.Select((_, i) => insert.Parameters.Add(new SqliteParameter($"@p{i}", null))).ToList();
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            using var row = JsonDocument.Parse(line);
            var at = 0;
            foreach (var cell in row.RootElement.EnumerateArray())
            {
                values[at].Value = Value(cell, table.Columns[at].Kind) ?? DBNull.Value;
                at++;
            }
            await insert.ExecuteNonQueryAsync(stop);
        }
    }

    private static NpgsqlDbType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Number => NpgsqlDbType.Integer,
        ColumnKind.LongNumber => NpgsqlDbType.Bigint,
        ColumnKind.YesOrNo => NpgsqlDbType.Boolean,
        ColumnKind.Real => NpgsqlDbType.Double,
        ColumnKind.Key => NpgsqlDbType.Uuid,
        _ => NpgsqlDbType.Bytea,
    };
}
