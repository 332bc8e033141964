using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Terril.Shared.Database;

namespace Terril.Running.Copies;

/// <summary>What a column holds, whatever the database calls it.</summary>
internal enum ColumnKind
{
    Text,
    Number,
    LongNumber,
    YesOrNo,
    Real,
    Key,
    Bytes,
}

internal sealed record ColumnShape(string Name, ColumnKind Kind);

/// <summary>A table as a copy has it.</summary>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns)
{
    public string Entry => $"{Manifest.Database}{Name}.jsonl";

    public string ColumnList => string.Join(", ", Columns.Select(c => $"\"{c.Name}\""));

    /// <summary>All tables of this version, each after those it refers to.</summary>
    public static IReadOnlyList<TableShape> All(TerrilDb db)
    {
        var left = db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        while (left.Count > 0)
        {
            var ready = left.FindAll(t => t.ForeignKeyConstraints.All(k => k.PrincipalTable == t || ordered.Contains(k.PrincipalTable)));
            if (ready.Count == 0) throw new InvalidOperationException($"Tables refer to one another in a circle: {string.Join(", ", left.Select(t => t.Name))}.");
            ordered.AddRange(ready);
            left.RemoveAll(ready.Contains);
        }
        return [.. ordered.Select(t => new TableShape(t.Name, [.. t.Columns.Select(c => new ColumnShape(c.Name, KindOf(c)))]))];
    }

    private static ColumnKind KindOf(IColumn column)
    {
        var type = Nullable.GetUnderlyingType(column.ProviderClrType) ?? column.ProviderClrType;
        return type == typeof(string) ? ColumnKind.Text : type == typeof(int) ? ColumnKind.Number : type == typeof(long) ? ColumnKind.LongNumber
            : type == typeof(bool) ? ColumnKind.YesOrNo : type == typeof(double) ? ColumnKind.Real : type == typeof(Guid) ? ColumnKind.Key
            : type == typeof(byte[]) ? ColumnKind.Bytes
            : throw new InvalidOperationException($"A copy does not know how to write column {column.Table.Name}.{column.Name}, of {type.Name}.");
    }
}
