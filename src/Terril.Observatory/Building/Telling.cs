using Terril.Observatory.Releases;

namespace Terril.Observatory.Building;

/// <summary>Tells how far a build is, one step after the other, whatever is read at the same time.</summary>
internal sealed class Telling(IProgress<BuildStep> progress, IReadOnlyList<Received> all)
{
    private readonly long _bytesInAll = all.Sum(r => r.Bytes);
    private readonly HashSet<Received> _passed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Received, (long Rows, long Bytes)> _read = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _telling = new();

    /// <summary>A file is on its way into the store, before anything is read.</summary>
    public static void Receives(IProgress<BuildStep> progress, string file, int done, int of) =>
        progress.Report(new BuildStep(new Text($"réception de {file}", $"receiving {file}"), done, of, 0, 0, 0, 0));

    /// <summary>Rows of a file were read.</summary>
    public void Reads(Received file, int rows, Stream bytes)
    {
        lock (_telling)
        {
            _read[file] = (rows, bytes.CanRead ? Math.Min(bytes.Position, file.Bytes) : file.Bytes);
            Tell(new Text($"lecture de {file.File.Path}", $"reading {file.File.Path}"));
        }
    }

    /// <summary>What a unit gives is being computed.</summary>
    public void Computes(Unit unit)
    {
        var (first, others) = (unit.Indicators[0].Id, unit.Indicators.Count - 1);
        lock (_telling) Tell(others == 0 ? new Text($"calcul de {first}", $"computing {first}") : new Text($"calcul de {first} et {others} autres", $"computing {first} and {others} others"));
    }

    /// <summary>Some files are done with, read or not.</summary>
    public void Passed(IEnumerable<Received> files)
    {
        lock (_telling) _passed.UnionWith(files);
    }

    /// <summary>All are read.</summary>
    public void Writes()
    {
        Passed(all);
        lock (_telling) Tell(new Text("écriture de la publication", "writing the release"));
    }

    // A file read for what it weighs, then for what it says, is read once.
    private void Tell(Text what) => progress.Report(new BuildStep(
        what, _passed.Count, all.Count, _read.Values.Sum(r => r.Rows), all.Sum(r => _passed.Contains(r) ? r.Bytes : _read.GetValueOrDefault(r).Bytes), _bytesInAll, _read.Values.Sum(r => r.Bytes)));
}
