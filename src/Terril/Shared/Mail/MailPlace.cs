using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Mail;

/// <summary>
/// Where this database is. A copy that wakes up elsewhere has another place: a PostgreSQL database made again has another number, even in
/// the same cluster, while a replica that takes over has the same; an SQLite file is known by its path and its machine.
/// </summary>
internal static class MailPlace
{
    public static async Task<string> Of(TerrilDb db, Settings settings, CancellationToken stop)
    {
        var database = db.Database.IsNpgsql()
            ? await db.Database.SqlQuery<string>($"select system_identifier || '/' || (select oid from pg_database where datname = current_database()) as \"Value\" from pg_control_system()").SingleAsync(stop)
            : string.Create(CultureInfo.InvariantCulture, $"{Machine()}{Path.GetFullPath(new SqliteConnectionStringBuilder(settings.Database).DataSource)}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{database} {settings.PublicAddress}")))[..32];
    }

    // A container may have none: its path is then all that is known.
    private static string Machine()
    {
        try
        {
            return File.ReadAllText("/etc/machine-id");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
