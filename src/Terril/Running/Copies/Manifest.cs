using System.Text.Json;
using System.Text.Json.Serialization;

namespace Terril.Running.Copies;

/// <summary>
/// What a copy holds; its last entry, so that one that was cut has none. A copy is a tar in gzip: <c>database/TABLE.jsonl</c>,
/// <c>files/…</c>, <c>observatory/…</c>, <c>manifest.json</c>. Rows are arrays of JSON in the order of the columns, the same whatever
/// the database: a copy taken on SQLite is put back on PostgreSQL, and the other way.
/// </summary>
/// <param name="Format">1.</param>
/// <param name="Program">Version of the program that took it.</param>
/// <param name="Schema">Number of the last script of the database.</param>
/// <param name="Tables">In an order where a table comes after those it refers to.</param>
internal sealed record Manifest(int Format, string Program, int Schema, DateTimeOffset TakenAt, IReadOnlyList<TableShape> Tables, IReadOnlyList<Entry> Entries)
{
    public const int Known = 1;
    public const string Name = "manifest.json";
    public const string Database = "database/";
    public const string Files = "files/";
    public const string Observatory = "observatory/";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}

/// <summary>A file in a copy.</summary>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
internal sealed record Entry(string Path, long Length, string Hash);
