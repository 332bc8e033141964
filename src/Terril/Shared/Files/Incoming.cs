using System.Globalization;

namespace Terril.Shared.Files;

/// <summary>Where a file is while it is read: outside of the store, out of anybody’s reach.</summary>
internal sealed class Incoming(Settings settings, TimeProvider clock) : IDisposable
{
    // Pictures and archives are read whole: two at a time.
    private readonly SemaphoreSlim _atOnce = new(2);
    private readonly string _folder = Path.Combine(settings.Data, "incoming");

    /// <summary>A new file, gone once closed unless the store has taken it.</summary>
    public FileStream Begin()
    {
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture));
        return new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
    }

    /// <exception cref="FileRefusedException">It is empty, or longer than it may be.</exception>
    public async Task<FileStream> Receive(Stream content, long most, CancellationToken stop)
    {
        var file = Begin();
        try
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
            {
                if (file.Length + read > most) throw TooLong(most);
                await file.WriteAsync(buffer.AsMemory(0, read), stop);
                await file.FlushAsync(stop);
            }
            if (file.Length == 0) throw new FileRefusedException("Ce fichier est vide.", "This file is empty.");
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public async Task<PictureSize?> Read(ReadFile read, FileStream from, FileStream to, CancellationToken stop)
    {
        await _atOnce.WaitAsync(stop);
        try
        {
            var size = await Task.Run(() => read(from, to), stop);
            await to.FlushAsync(stop);
            return size;
        }
        finally
        {
            _atOnce.Release();
        }
    }

    /// <summary>What a node that died left behind.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(_folder)) return;
        foreach (var left in new DirectoryInfo(_folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < clock.GetUtcNow().UtcDateTime.AddDays(-1))) left.Delete();
    }

    private static FileRefusedException TooLong(long most)
    {
        var (fr, en) = most < 1_000_000 ? ($"{most / 1000} ko", $"{most / 1000} kB") : ($"{most / 1_000_000} Mo", $"{most / 1_000_000} MB");
        return new($"Ce fichier est trop lourd : {fr} au plus. Réduisez-le, ou envoyez-le en plusieurs parties.", $"This file is too large: {en} at most. Reduce it, or send it in several parts.");
    }

    public void Dispose() => _atOnce.Dispose();
}
