using System.Runtime.CompilerServices;
using Terril.Observatory.Releases;

namespace Terril.Shared.Files;

/// <summary>Files in a folder of this machine, which no address of the site leads to.</summary>
internal sealed class FolderStore(string folder) : IFileStore
{
    public string Said => folder;

    public async Task Put(string place, FileStream content, CancellationToken stop)
    {
        var path = PathOf(place);
        var under = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(under))
        {
            Directory.CreateDirectory(under);
            Disk.FlushNames(folder);
        }
        var unfinished = $"{path}.new";
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
        {
            content.Position = 0;
            await content.CopyToAsync(file, stop);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path);
        Disk.FlushNames(under);
    }

    public Task<Stream?> Open(string place, CancellationToken stop)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(place), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task Delete(string place, CancellationToken stop)
    {
        if (Path.Exists(PathOf(place))) File.Delete(PathOf(place));
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<KeptBytes> List([EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask;
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            stop.ThrowIfCancellationRequested();
            yield return new(Path.GetRelativePath(folder, file.FullName).Replace('\\', '/'), new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
    }

    // Places are made by the gate; one that a database brought must not lead out all the same.
    private string PathOf(string place)
    {
        var path = Path.GetFullPath(Path.Combine(folder, place));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path
            : throw new InvalidOperationException("A file’s place leads out of the store.");
    }
}
