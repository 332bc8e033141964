namespace Terril.Bench;

/// <summary>What a measure asks, said in the results, and the proof that both sides answer the same.</summary>
internal static class Answer
{
    private static readonly Dictionary<Type, (string Question, long Rows)> s_asked = [];

    /// <summary>Words the question once its size is known.</summary>
    /// <param name="question">As the table of results says it.</param>
    /// <param name="rows">Rows read to answer, where a rate means something.</param>
    public static void To<TMeasure>(string question, long rows = 0) => s_asked[typeof(TMeasure)] = (question, rows);

    public static (string Question, long Rows) Of(Type measure) => s_asked[measure];

    /// <summary>Numbers in one order; the last bits may differ, since SQLite compensates its sums.</summary>
    /// <exception cref="InvalidOperationException">They differ: nothing may be measured.</exception>
    public static void MustAgree(IReadOnlyList<double> ours, IReadOnlyList<double> peer)
    {
        var agree = ours.Count > 0 && ours.Count == peer.Count
            && ours.Zip(peer).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Abs(pair.First));
        if (!agree) throw new InvalidOperationException("Terril and its peer do not give the same answer.");
    }
}
