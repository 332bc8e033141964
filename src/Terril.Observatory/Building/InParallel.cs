using System.Runtime.ExceptionServices;

namespace Terril.Observatory.Building;

/// <summary>The same act on each of many, on all processors; what is given is in their order.</summary>
internal static class InParallel
{
    /// <exception cref="FaultyInputException">One of them was refused.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static List<TOut> Each<TIn, TOut>(IEnumerable<TIn> all, Func<TIn, TOut> act, CancellationToken stop)
    {
        var from = all.ToArray();
        var done = new TOut[from.Length];
        Run(from.Length, i => done[i] = act(from[i]), stop);
        return [.. done];
    }

    /// <inheritdoc cref="Each{TIn, TOut}(IEnumerable{TIn}, Func{TIn, TOut}, CancellationToken)"/>
    public static void Each<TIn>(IReadOnlyList<TIn> all, Action<TIn> act, CancellationToken stop) => Run(all.Count, i => act(all[i]), stop);

    private static void Run(int count, Action<int> act, CancellationToken stop)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = stop }, act);
        }
        catch (AggregateException several)
        {
            var all = several.Flatten().InnerExceptions;
            stop.ThrowIfCancellationRequested();
            if (all.OfType<FaultyInputException>().FirstOrDefault() is { } refusal) throw new FaultyInputException(refusal.Findings);
            ExceptionDispatchInfo.Throw(all[0]);
        }
    }
}
