using System.Text.Json;
using Terril.Observatory.Releases;
using Terril.Shared;
using Terril.Shared.Database;

namespace Terril.Running.Copies;

/// <summary>
/// What tells, after a crash, whether a copy was put back: a mark in the data folder says that all was prepared, and the database
/// that it was. Then the rest is done; or else, nothing was.
/// </summary>
internal static class Unfinished
{
    /// <summary>All is prepared: from here on, finishing needs nothing but renaming.</summary>
    public static void Mark(Settings settings, Guid restoration)
    {
        using (var mark = new FileStream($"{PathIn(settings)}.new", FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(mark, restoration);
            mark.Flush(flushToDisk: true);
        }
        File.Move($"{PathIn(settings)}.new", PathIn(settings), overwrite: true);
        Disk.FlushNames(settings.Data);
    }

    /// <summary>Finishes what was prepared, or forgets it. Nothing to do is most common.</summary>
    public static async Task Settle(Settings settings, CancellationToken stop)
    {
        var places = CopyPlaces.Of(settings);
        if (File.Exists(PathIn(settings)))
        {
            var restoration = JsonSerializer.Deserialize<Guid>(await File.ReadAllTextAsync(PathIn(settings), stop));
            if (places.Database is not null || await IsIn(settings, restoration, stop)) Finish(places);
            File.Delete(PathIn(settings));
            Disk.FlushNames(settings.Data);
        }
        foreach (var place in places.All) place.Clear();
    }

    private static void Finish(CopyPlaces places)
    {
        foreach (var place in places.All)
        {
            place.Swap();
            Disk.FlushNames(Path.GetDirectoryName(place.Path)!);
        }
    }

    private static async Task<bool> IsIn(Settings settings, Guid restoration, CancellationToken stop)
    {
        await using var db = new TerrilDb(TerrilDb.Options(settings));
        return await Migrations.Found(db, stop) > 0 && await db.Restorations.FindAsync([restoration], stop) is not null;
    }

    private static string PathIn(Settings settings) => Path.Combine(settings.Data, "restoring.json");
}
