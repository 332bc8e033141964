namespace Terril.Observatory.Sources;

/// <summary>A folder of its own for files on their way, gone when it is disposed of.</summary>
internal sealed class Apart : IDisposable
{
    private readonly Lazy<string> _folder = new(() => Directory.CreateTempSubdirectory("terril-").FullName);
    private int _files;

    /// <summary>A path that nobody else has.</summary>
    public string NewPath() => Path.Combine(_folder.Value, (++_files).ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Dispose()
    {
        if (_folder.IsValueCreated) Directory.Delete(_folder.Value, recursive: true);
    }
}
