using Terril.Shared.Wording;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Asked;

/// <summary>When people are written to after a visit, on the clock of Paris, and until when they may answer.</summary>
public static class AfterTimes
{
    /// <summary>After how many months one asks what a visit led to.</summary>
    public static readonly IReadOnlyList<int> Months = [3, 12];

    /// <summary>The questionnaire is answered within.</summary>
    public static readonly TimeSpan ToAnswer = TimeSpan.FromDays(30);

    /// <summary>What a visit led to is told within.</summary>
    public static readonly TimeSpan ToTell = TimeSpan.FromDays(90);

    private static readonly TimeOnly s_morning = new(10, 0);

    /// <summary>The next day: a telephone that was without a line has told by then who came.</summary>
    public static DateTimeOffset Thanks(VisitSession session) => Paris.At(Paris.Day(session.EndsAt).AddDays(1), s_morning);

    /// <summary>The same day of the month, months later.</summary>
    public static DateTimeOffset FollowUp(VisitSession session, int months) => Paris.At(Paris.Day(session.EndsAt).AddMonths(months), s_morning);
}
