using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Terril.Shared.Database;
using Terril.Site.Errors;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Database;

public sealed class TerrilDbTests
{
    [Theory, OnBothDatabases]
    public async Task The_scripts_make_the_tables_that_the_model_expects(Provider on)
    {
        using var place = await Place.New(on);
        await using var db = place.Db();
        await Migrations.Run(db, new TestClock(), CancellationToken.None);

        var made = on == Provider.Sqlite ? await SqliteSchema.Read(db) : await PostgreSqlSchema.Read(db);

        Assert.Equal(Expected(db.Model, on).Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Instants_are_kept_to_the_microsecond_in_UTC_and_compared_by_the_database(Provider on)
    {
        var at = new DateTimeOffset(2026, 3, 29, 2, 59, 59, 999, 999, TimeSpan.FromHours(2));
        using var place = await Place.New(on);
        await using var db = place.Db();
        await Migrations.Run(db, new TestClock(), CancellationToken.None);
        db.Incidents.Add(Incident.From(new InvalidOperationException(), "", at));
        db.Incidents.Add(Incident.From(new InvalidOperationException(), "", at.AddMicroseconds(1)));
        await db.SaveChangesAsync();

        var later = await db.Incidents.Where(i => i.At > at).Select(i => i.At).ToListAsync();

        Assert.Equal([at.AddMicroseconds(1).ToUniversalTime()], later);
        Assert.Equal(TimeSpan.Zero, later[0].Offset);
    }

    private static IEnumerable<string> Expected(IModel model, Provider on)
    {
        var tables = model.GetRelationalModel().Tables.ToList();
        foreach (var column in tables.SelectMany(t => t.Columns))
        {
            var type = on == Provider.Sqlite ? SqliteSchema.Family(column.StoreType) : column.StoreType;
            yield return Schema.Column(column.Table.Name, column.Name, type, column.IsNullable);
        }
        foreach (var table in tables)
        {
            yield return Schema.PrimaryKey(table.Name, table.PrimaryKey!.Columns.Select(c => c.Name));
            foreach (var index in table.Indexes) yield return Schema.Index(table.Name, index.Name, index.IsUnique, index.Columns.Select(c => c.Name));
            foreach (var key in table.ForeignKeyConstraints)
            {
                yield return Schema.ForeignKey(table.Name, key.Columns.Select(c => c.Name), key.PrincipalTable.Name, key.OnDeleteAction.ToString());
            }
        }
    }
}
