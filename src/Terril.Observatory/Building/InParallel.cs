namespace Terril.Observatory.Building;

/// <summary>The same act on each of many, on all processors; what is given is in their order.</summary>
internal static class InParallel
{
    /// <exception cref="FaultyInputException">One of them was refused.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static List<TOut> Each<TIn, TOut>(IEnumerable<TIn> all, Func<TIn, TOut> act, CancellationToken stop)
    {
        try
        {
            return [.. all.AsParallel().AsOrdered().WithCancellation(stop).Select(act)];
        }
        catch (AggregateException several) when (several.Flatten().InnerExceptions.OfType<FaultyInputException>().FirstOrDefault() is { } refusal)
        {
            throw new FaultyInputException(refusal.Findings);
        }
    }
}
