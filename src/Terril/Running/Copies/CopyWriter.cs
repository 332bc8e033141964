using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Terril.Observatory;
using Terril.Observatory.Releases;

namespace Terril.Running.Copies;

/// <summary>Writes a copy beside its name, and gives it its name once all of it is on the disk.</summary>
internal sealed class CopyWriter : IAsyncDisposable
{
    private const UnixFileMode OursAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly GZipStream _packed;
    private readonly TarWriter _tar;
    private readonly List<Entry> _entries = [];

    /// <exception cref="FaultyInputException">There is already something of that name.</exception>
    public CopyWriter(string path)
    {
        _path = Path.GetFullPath(path);
        if (Path.Exists(_path)) throw new FaultyInputException("backup-exists", new(_path), "il y a déjà un fichier de ce nom : choisissez-en un autre, avec la date par exemple", "there is already a file of that name: choose another, with the date for instance");
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16, Options = FileOptions.Asynchronous };
        // It holds all that people confided: nobody else on this machine reads it.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OursAlone;
        _file = new(Unfinished, options);
        _packed = new(_file, CompressionLevel.Fastest, leaveOpen: true);
        _tar = new(_packed, TarEntryFormat.Pax, leaveOpen: true);
    }

    public IReadOnlyList<Entry> Entries => _entries;

    private string Unfinished => $"{_path}.unfinished";

    /// <summary>Adds a file, read once; answers its hash.</summary>
    public async Task<string> Add(string name, Stream content, CancellationToken stop)
    {
        await using var hashed = new HashedStream(content);
        await _tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = hashed, Mode = OursAlone }, stop);
        var entry = new Entry(name, hashed.BytesRead, hashed.Hash());
        _entries.Add(entry);
        return entry.Hash;
    }

    /// <summary>Until here, nothing bears the name.</summary>
    public async Task Finish(Manifest manifest, CancellationToken stop)
    {
        await Add(Manifest.Name, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, Manifest.Json)), stop);
        await _tar.DisposeAsync();
        await _packed.DisposeAsync();
        _file.Flush(flushToDisk: true);
        await _file.DisposeAsync();
        File.Move(Unfinished, _path);
        Disk.FlushNames(Path.GetDirectoryName(_path)!);
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        if (File.Exists(Unfinished)) File.Delete(Unfinished);
    }
}
