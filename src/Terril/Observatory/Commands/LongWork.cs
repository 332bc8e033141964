using System.Runtime.InteropServices;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Commands;

/// <summary>A command that lasts: it shows where it is, and ends when it is asked to.</summary>
/// <remarks>Ctrl-C (SIGINT) and SIGTERM end it in order, with exit code 130 or 143; a second one ends the program there and then.</remarks>
internal sealed class LongWork : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _asked;
    private int _code;

    private LongWork() => _asked = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask)];

    /// <summary>Does it, then tells what came out of it.</summary>
    /// <param name="talk">Who speaks.</param>
    /// <param name="stopped">Said when it was ended.</param>
    /// <param name="work">What lasts.</param>
    /// <param name="tell">Its answer, and the exit code.</param>
    public static int Run<T>(Talk talk, Text stopped, Func<IProgress<BuildStep>?, CancellationToken, T> work, Func<T, int> tell)
    {
        using var asked = new LongWork();
        T done;
        try
        {
            using var line = talk.IsJson ? null : ProgressLine.OfErrors(talk.In);
            done = work(line, asked._stop.Token);
        }
        catch (OperationCanceledException) when (asked._stop.IsCancellationRequested)
        {
            talk.Errors.WriteLine(stopped.In(talk.In));
            return asked._code;
        }
        return tell(done);
    }

    private void Ask(PosixSignalContext signal)
    {
        // The second time, the signal does what it does by itself.
        signal.Cancel = Interlocked.CompareExchange(ref _code, signal.Signal == PosixSignal.SIGINT ? 130 : 143, 0) == 0;
        if (signal.Cancel) _stop.Cancel();
    }

    public void Dispose()
    {
        foreach (var one in _asked) one.Dispose();
        _stop.Dispose();
    }
}
