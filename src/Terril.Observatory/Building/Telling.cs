using Terril.Observatory.Releases;

namespace Terril.Observatory.Building;

/// <summary>Tells how far a build is.</summary>
internal sealed class Telling(IProgress<BuildStep> progress, IReadOnlyList<Received> all)
{
    private readonly long _bytesInAll = all.Sum(r => r.Bytes);
    private readonly HashSet<Received> _passed = [];
    private readonly Dictionary<Received, long> _rows = [];

    /// <summary>Rows of a file were read.</summary>
    public void Reads(Received file, int rows, Stream bytes)
    {
        lock (_rows) _rows[file] = rows;
        progress.Report(Step(new Text($"lecture de {file.File.Path}", $"reading {file.File.Path}"), bytes.CanRead ? bytes.Position : file.Bytes));
    }

    /// <summary>Some files are done with, read or not.</summary>
    public void Passed(IEnumerable<Received> files)
    {
        lock (_rows) _passed.UnionWith(files);
    }

    /// <summary>All are read.</summary>
    public void Writes()
    {
        Passed(all);
        progress.Report(Step(new Text("écriture de la publication", "writing the release"), 0));
    }

    private BuildStep Step(Text what, long bytes)
    {
        lock (_rows) return new(what, _passed.Count, all.Count, _rows.Values.Sum(rows => (long)rows), _passed.Sum(r => r.Bytes) + bytes, _bytesInAll);
    }
}
