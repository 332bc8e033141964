using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Terril.Shared.Database;

/// <summary>Names of tables, columns, keys and indexes: <c>SearchEntries.TitleFr</c> is <c>search_entries.title_fr</c>.</summary>
internal static class SnakeCase
{
    public static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            var table = Of(entity.GetTableName()!);
            entity.SetTableName(table);
            Columns(entity, "");
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(string.Join('_', index.Properties.Select(c => Of(c.Name)).Prepend(table)));
        }
    }

    private static void Columns(IMutableTypeBase type, string prefix)
    {
        foreach (var property in type.GetProperties()) property.SetColumnName(prefix + Of(property.Name));
        foreach (var part in type.GetComplexProperties()) Columns(part.ComplexType, $"{prefix}{Of(part.Name)}_");
    }
}
