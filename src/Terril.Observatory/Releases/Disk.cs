using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Terril.Observatory.Releases;

/// <summary>What is said to be kept survives a power cut: the bytes of files, and the folders that name them.</summary>
public static partial class Disk
{
    /// <summary>Puts a folder and all that it holds on the disk.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="stop">Gives up between two files.</param>
    public static void Flush(string folder, CancellationToken stop = default)
    {
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            stop.ThrowIfCancellationRequested();
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
        foreach (var inner in Directory.EnumerateDirectories(folder)) Flush(inner, stop);
        FlushNames(folder);
    }

    /// <summary>Begins to put a file on the disk, so that <see cref="Flush"/> waits less; what cannot be is left to it.</summary>
    public static void FlushAhead(string path) => _ = Task.Run(() =>
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    });

    /// <summary>Puts on the disk which names a folder holds. Windows keeps them by itself, and opens no folder.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="Win32Exception">The folder cannot be opened.</exception>
    public static void FlushNames(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var opened = Open(folder, 0);
        if (opened < 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        // Some file systems have nothing to flush of a folder and say so: that is no fault.
        _ = Synchronise(opened);
        _ = Close(opened);
    }

    /// <summary>Gives a file that never changes a second name; its bytes are copied where the file system cannot.</summary>
    internal static void Link(string from, string to)
    {
        if (OperatingSystem.IsWindows() || NameToo(from, to) != 0) File.Copy(from, to);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NameToo(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronise(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
