using Terril.Privacy.Public;
using Terril.Shared;

namespace Terril.Running.Copies;

/// <summary>At the first opening after a copy was put back: what people had erased since is erased again, before anybody reads it.</summary>
internal sealed partial class FinishRestoration(Settings settings, ErasureJournal journal, ILogger<FinishRestoration> log)
{
    public async Task Run(CancellationToken stop)
    {
        var path = Path.Combine(settings.Data, Erasures.ToReplay);
        if (!File.Exists(path)) return;
        await using (var lines = File.OpenRead(path)) Replayed(await journal.Replay(lines, stop));
        File.Delete(path);
    }

    [LoggerMessage(LogLevel.Warning, "A copy was put back: {Count} records erased since it was taken were erased again. Mail is held until somebody opens its gate")]
    private partial void Replayed(int count);
}
