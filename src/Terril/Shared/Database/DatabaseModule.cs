using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Terril.Shared.Database;

/// <summary>SQLite by default, PostgreSQL by one setting.</summary>
public static class DatabaseModule
{
    public static void AddDatabase(this IServiceCollection services, Settings settings) =>
        services.AddDbContext<TerrilDb>((provider, options) => options.UseDatabase(settings.Database).AddInterceptors(provider.GetServices<IInterceptor>()));

    /// <summary>Brings the database to the state this version needs. Several processes may do it at once.</summary>
    public static async Task MigrateDatabase(this IHost app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        await Migrations.Run(scope.ServiceProvider.GetRequiredService<TerrilDb>(), clock, CancellationToken.None);
    }

    internal static DbContextOptionsBuilder UseDatabase(this DbContextOptionsBuilder options, string connection) =>
        // What breaks is thrown as well, and told by whoever catches it; work that is stopped is no error.
        (IsPostgres(connection) ? options.UseNpgsql(connection) : options.UseSqlite(Sqlite(connection)).AddInterceptors(new WaitForTheWriter()))
        .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.TransactionError, LogLevel.Debug)));

    internal static bool IsPostgres(string connection) =>
        connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    private static string Sqlite(string connection)
    {
        var builder = new SqliteConnectionStringBuilder(connection) { ForeignKeys = true };
        if (Path.GetDirectoryName(builder.DataSource) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        return builder.ConnectionString;
    }
}
