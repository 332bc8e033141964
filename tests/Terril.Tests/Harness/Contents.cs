using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Tests.Harness;

/// <summary>What is in every table at one moment, as one hash a table.</summary>
public static class Contents
{
    public static async Task<IReadOnlyDictionary<string, string>> Of(TerrilDb db)
    {
        var tables = db.Model.GetRelationalModel().Tables.Select(t => t.Name).Order(StringComparer.Ordinal).ToList();
        await db.Database.OpenConnectionAsync();
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables) contents[table] = await HashOf(db.Database.GetDbConnection(), table);
        return contents;
    }

    /// <summary>The tables whose rows are not the same.</summary>
    public static IEnumerable<string> Differing(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        after.Where(table => before[table.Key] != table.Value).Select(table => table.Key);

    private static async Task<string> HashOf(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select * from {table}";
        await using var rows = await command.ExecuteReaderAsync();
        List<string> all = [];
        while (await rows.ReadAsync())
            all.Add(string.Join('\u001f', Enumerable.Range(0, rows.FieldCount).Select(i => rows.IsDBNull(i) ? "∅" : Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture))));
        all.Sort(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001e', all))));
    }
}
