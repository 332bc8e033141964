using Microsoft.Data.Sqlite;
using Terril.Shared;
using Terril.Shared.Database;

namespace Terril.Running.Copies;

/// <summary>A place that a copy replaces: what is prepared lies beside it until all of it is, and what was there until all is done.</summary>
internal sealed record Replaced(string Path)
{
    private static readonly string[] s_parts = ["", "-journal", "-wal", "-shm"];

    public string Prepared => $"{Path}.restoring";

    private string SetAside => $"{Path}.replaced";

    public bool IsEmpty => File.Exists(Path) ? new FileInfo(Path).Length == 0 : !Directory.Exists(Path) || !Directory.EnumerateFileSystemEntries(Path).Any();

    /// <summary>Puts what is prepared in its place. Done again after it was cut short, it goes on where it was.</summary>
    public void Swap()
    {
        if (!System.IO.Path.Exists(Prepared)) return;
        // A journal that SQLite left beside its file belongs to that file.
        foreach (var part in s_parts) Move(Path + part, SetAside + part);
        Move(Prepared, Path);
    }

    /// <summary>Forgets what was prepared, and what was replaced.</summary>
    public void Clear()
    {
        foreach (var part in s_parts)
        {
            Delete(Prepared + part);
            Delete(SetAside + part);
        }
    }

    private static void Move(string from, string to)
    {
        if (!System.IO.Path.Exists(from)) return;
        Delete(to);
        if (Directory.Exists(from)) Directory.Move(from, to);
        else File.Move(from, to);
    }

    private static void Delete(string path)
    {
        if (new FileInfo(path).LinkTarget is not null) File.Delete(path);
        else if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else if (File.Exists(path)) File.Delete(path);
    }
}

/// <summary>The places of a site.</summary>
internal sealed record CopyPlaces(Replaced? Database, Replaced? Files, Replaced Observatory, Replaced Erasures)
{
    public IEnumerable<Replaced> All => new[] { Database, Files, Observatory, Erasures }.OfType<Replaced>();

    /// <summary>A database that is a server and a store of objects have no place here.</summary>
    public static CopyPlaces Of(Settings settings) => new(
        DatabaseModule.IsPostgres(settings.Database) ? null : new(Path.GetFullPath(new SqliteConnectionStringBuilder(settings.Database).DataSource)),
        settings.Files.StartsWith("s3://", StringComparison.Ordinal) ? null : new(Path.GetFullPath(settings.Files)),
        new(settings.Observatory),
        new(Path.Combine(settings.Data, Copies.Erasures.ToReplay)));
}
