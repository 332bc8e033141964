using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Terril.Shared.Database;

/// <summary>
/// The one database. Each room declares its tables in its own <c>…Tables.cs</c>, as a part of this class.
/// The same model serves SQLite and PostgreSQL; numbered SQL scripts make the tables, not this model.
/// </summary>
public sealed partial class TerrilDb(DbContextOptions<TerrilDb> options) : DbContext(options)
{
    /// <summary>For a command, which has no services.</summary>
    public static DbContextOptions<TerrilDb> Options(Settings settings) =>
        (DbContextOptions<TerrilDb>)new DbContextOptionsBuilder<TerrilDb>().UseDatabase(settings.Database).Options;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantAsMicroseconds>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DayAsNumber>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TerrilDb).Assembly);
        SnakeCase.Apply(modelBuilder);
        // They are made here, not by the database: what is added to something that is tracked is new, where it would be taken for one to update.
        foreach (var key in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => p.IsPrimaryKey() && p.ClrType == typeof(Guid))) key.ValueGenerated = ValueGenerated.Never;
    }
}
