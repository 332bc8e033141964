namespace Terril.Shared;

/// <summary>What may wait a moment leaves the first instants of a process to its first reader: making the first page is all that it has the time for.</summary>
internal static class AfterOpening
{
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(1.5);

    public static Task Wait(CancellationToken stop) => Task.Delay(s_moment, stop);
}
