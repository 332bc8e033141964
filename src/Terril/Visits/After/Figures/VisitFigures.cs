using Terril.Visits.After.Asked;
using Terril.Visits.Registering;

namespace Terril.Visits.After.Figures;

/// <summary>What visits brought: computed from what was noted, never typed. Pages, exports and the API say the same.</summary>
/// <param name="Sessions">How many sessions it is about.</param>
/// <param name="Registered">People whose places were confirmed.</param>
/// <param name="Came">Of those.</param>
/// <param name="WalkIns">People who came without a registration that held.</param>
public sealed record VisitFigures(int Sessions, int Registered, int Came, int WalkIns)
{
    public int Absent => Registered - Came;

    public int OnSite => Came + WalkIns;

    /// <summary>In the order of roles; those who did not say theirs last, with none.</summary>
    public IReadOnlyList<CountOf<VisitorRole?>> ByRole { get; init; } = [];

    /// <summary><c>level:code</c>, the most present first; those who did not say theirs last, with none.</summary>
    public IReadOnlyList<CountOf<string?>> ByTerritory { get; init; } = [];

    public FeedbackFigures Feedback { get; init; } = new(0, 0, []);

    /// <summary>At three months, then at twelve.</summary>
    public IReadOnlyList<EffectFigures> Effects { get; init; } = [];
}

/// <summary>Who was at a session.</summary>
/// <param name="OnSite">Came, registered or not.</param>
/// <param name="WalkIns">Of those, without a registration that held.</param>
public readonly record struct Presence(int OnSite, int WalkIns);

/// <param name="OnSite">Came, registered or not.</param>
public sealed record CountOf<TKey>(TKey Key, int Registered, int OnSite);

/// <summary>A rate of answers is never said without those who kept silent.</summary>
public abstract record Rated(int Asked, int Answered)
{
    public int Silent => Asked - Answered;

    public double? Rate => Asked == 0 ? null : (double)Answered / Asked;

    /// <summary>Nothing of the answers is shown below.</summary>
    public bool IsShown => Answered >= FeedbackQuestion.FewestShown;
}

/// <summary>The questionnaire: sent to as many addresses, answered by as many.</summary>
public sealed record FeedbackFigures(int Asked, int Answered, IReadOnlyList<ScoreFigures> Scores) : Rated(Asked, Answered)
{
    /// <summary>Satisfaction: the answer to whether the visit was useful, of 5. Null below five answers.</summary>
    public ScoreFigures? Overall => Scores.FirstOrDefault(s => s.Question == FeedbackQuestion.Overall);
}

/// <summary>A question from 1 to 5, with how many gave each score. Only from five answers on.</summary>
public sealed record ScoreFigures(string Question, int Answers, double Mean, IReadOnlyList<int> Counts);

/// <summary>What visits led to after so many months.</summary>
/// <param name="Counts">Null below five answers.</param>
public sealed record EffectFigures(int Months, int Asked, int Answered, IReadOnlyDictionary<Effect, int>? Counts) : Rated(Asked, Answered)
{
    /// <summary>Started or in place.</summary>
    public int? Started => Counts is null ? null : Counts.GetValueOrDefault(Effect.Started) + Counts.GetValueOrDefault(Effect.Done);
}
