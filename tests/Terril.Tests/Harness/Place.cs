using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Tests.Harness;

/// <summary>A throw-away folder and an empty database.</summary>
public sealed record Place(Provider On, string Folder, string Connection) : IDisposable
{
    private static readonly string Root = Directory.CreateTempSubdirectory("terril-tests-").FullName;

    static Place() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Root, recursive: true);

    public static string NewFolder() => Directory.CreateDirectory(Path.Combine(Root, Guid.CreateVersion7().ToString("n"))).FullName;

    public static async Task<Place> New(Provider on)
    {
        var folder = NewFolder();
        return new(on, folder, on == Provider.Sqlite ? $"Data Source={Path.Combine(folder, "terril.db")}" : await PostgresCluster.NewDatabase());
    }

    /// <summary>Before an application opens there: pools have timers of minutes, which keep all that flows where they are made.</summary>
    public void Touch()
    {
        using (ExecutionContext.SuppressFlow())
        using (var db = Db())
            db.Database.OpenConnection();
    }

    /// <summary>The database as it stands, without the application.</summary>
    public TerrilDb Db() =>
        new((DbContextOptions<TerrilDb>)new DbContextOptionsBuilder<TerrilDb>().UseDatabase(Connection).Options);

    public void Dispose()
    {
        if (On == Provider.Sqlite) SqliteConnection.ClearPool(new SqliteConnection(Connection));
        Directory.Delete(Folder, recursive: true);
    }
}
