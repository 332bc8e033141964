using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Tests.Shared.Database;

/// <summary>A schema said in sentences, so that a difference reads as one.</summary>
internal static class Schema
{
    public static string Column(string table, string column, string type, bool isNullable) => $"{table}.{column} is {type}{(isNullable ? " or null" : "")}";

    public static string PrimaryKey(string table, IEnumerable<string> columns) => $"{table} is known by {string.Join(", ", columns)}";

    public static string Index(string table, string? name, bool isUnique, IEnumerable<string> columns) =>
        $"{table} is {(isUnique ? "uniquely " : "")}indexed by {string.Join(", ", columns)} as {name}";

    public static string ForeignKey(string table, IEnumerable<string> columns, string principal, string onDelete) =>
        $"{table} refers to {principal} by {string.Join(", ", columns)}, on delete {onDelete.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()}";

    public static async Task<List<string[]>> Rows(this TerrilDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        List<string[]> all = [];
        while (await rows.ReadAsync()) all.Add(Cells(rows));
        return all;
    }

    private static string[] Cells(DbDataReader row) =>
        [.. Enumerable.Range(0, row.FieldCount).Select(i => Convert.ToString(row.GetValue(i), System.Globalization.CultureInfo.InvariantCulture) ?? "")];
}

internal static class SqliteSchema
{
    /// <summary>SQLite keeps any type by its affinity: what counts is that the model writes what the declared type stands for.</summary>
    public static string Family(string type) => type.ToLowerInvariant() switch
    {
        "integer" or "bigint" or "boolean" => "integer",
        "text" or "uuid" => "text",
        "real" or "double precision" => "real",
        _ => type,
    };

    public static async Task<IEnumerable<string>> Read(TerrilDb db)
    {
        var columns = await db.Rows(
            "select t.name, c.name, c.type, c.\"notnull\" from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' and t.name <> 'schema_versions'");
        var keys = await db.Rows(
            "select t.name, group_concat(c.name, ', ' order by c.pk) from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' and t.name <> 'schema_versions' and c.pk > 0 group by t.name");
        var indexes = await db.Rows(
            "select t.name, i.name, i.\"unique\", (select group_concat(name, ', ' order by seqno) from pragma_index_info(i.name)) from sqlite_schema t, pragma_index_list(t.name) i where t.type = 'table' and i.origin = 'c'");
        var references = await db.Rows(
            "select t.name, f.\"from\", f.\"table\", f.on_delete from sqlite_schema t, pragma_foreign_key_list(t.name) f where t.type = 'table'");
        return
        [
            .. columns.Select(c => Schema.Column(c[0], c[1], Family(c[2]), c[3] == "0")),
            .. keys.Select(k => Schema.PrimaryKey(k[0], [k[1]])),
            .. indexes.Select(i => Schema.Index(i[0], i[1], i[2] == "1", [i[3]])),
            .. references.Select(r => Schema.ForeignKey(r[0], [r[1]], r[2], r[3])),
        ];
    }
}

internal static class PostgreSqlSchema
{
    private const string Tables = "from pg_class t join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'";
    private const string Names = "(select string_agg(a.attname, ', ' order by k.at) from unnest(x.indkey) with ordinality k(number, at) join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number)";

    public static async Task<IEnumerable<string>> Read(TerrilDb db)
    {
        var columns = await db.Rows("select table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema = 'public' and table_name <> 'schema_versions'");
        var indexes = await db.Rows($"select t.relname, i.relname, x.indisunique, x.indisprimary, {Names} {Tables} join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid where t.relname <> 'schema_versions'");
        var references = await db.Rows(
            $"select t.relname, a.attname, p.relname, case f.confdeltype when 'c' then 'cascade' when 'r' then 'restrict' when 'n' then 'set null' else 'no action' end {Tables} join pg_constraint f on f.conrelid = t.oid and f.contype = 'f' join pg_class p on p.oid = f.confrelid join pg_attribute a on a.attrelid = t.oid and a.attnum = f.conkey[1]");
        return
        [
            .. columns.Select(c => Schema.Column(c[0], c[1], c[2], c[3] == "YES")),
            .. indexes.Where(i => i[3] == "True").Select(i => Schema.PrimaryKey(i[0], [i[4]])),
            .. indexes.Where(i => i[3] == "False").Select(i => Schema.Index(i[0], i[1], i[2] == "True", [i[4]])),
            .. references.Select(r => Schema.ForeignKey(r[0], [r[1]], r[2], r[3])),
        ];
    }
}
