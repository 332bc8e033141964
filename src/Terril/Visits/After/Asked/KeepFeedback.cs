using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.Wording;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Asked;

/// <summary>What is ticked and written in the questionnaire.</summary>
public sealed class FeedbackForm
{
    private const int LongestWords = 1_000;

    public Dictionary<string, int?> Scores { get; set; } = [];

    public Dictionary<string, string?> Words { get; set; } = [];

    public int? Score(string question) => Scores.GetValueOrDefault(question);

    public string Said(string question) => Words.GetValueOrDefault(question)?.Trim().ReplaceLineEndings("\n") ?? "";

    /// <summary>Field by field; the sentence follows « Erreur : ».</summary>
    public IEnumerable<(string Field, Text What)> Faults()
    {
        foreach (var question in FeedbackQuestion.All)
        {
            if (question.Key == FeedbackQuestion.Overall && Score(question.Key) is null) yield return (question.Key, new("choisissez une réponse, de 1 à 5", "choose an answer, from 1 to 5"));
            if (Score(question.Key) is < FeedbackQuestion.Lowest or > FeedbackQuestion.Highest) yield return (question.Key, new("choisissez de 1 à 5", "choose from 1 to 5"));
            if (Said(question.Key).Length > LongestWords) yield return (question.Key, new($"écrivez en {LongestWords} caractères au plus", $"write in {LongestWords} characters at most"));
        }
    }
}

public enum FeedbackState
{
    Open,

    /// <summary>Answered, by this link.</summary>
    Used,

    /// <summary>Its time is over.</summary>
    Closed,
    Unknown,
}

/// <summary>
/// Keeps a sheet of answers, once for each link. What is kept of the link is that it served; what is kept of the answers is a day and a
/// number drawn for the sheet: nothing joins the two.
/// </summary>
public sealed class KeepFeedback(TerrilDb db, TimeProvider clock)
{
    public async Task<(FeedbackState State, VisitSession? Session, DateTimeOffset Closes)> Look(string word, CancellationToken stop)
    {
        var hash = LinkWord.HashOf(word);
        if (await db.FeedbackInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.SecretHash == hash, stop) is not { } invitation) return (FeedbackState.Unknown, null, default);
        var session = await db.VisitSessions.AsNoTracking().SingleAsync(s => s.Id == invitation.SessionId, stop);
        var closes = invitation.SentAt + AfterTimes.ToAnswer;
        return (invitation.IsUsed ? FeedbackState.Used : closes <= clock.GetUtcNow() ? FeedbackState.Closed : FeedbackState.Open, session, closes);
    }

    public async Task<FeedbackState> Run(string word, FeedbackForm form, CancellationToken stop)
    {
        var (state, session, _) = await Look(word, stop);
        if (state != FeedbackState.Open) return state;
        var hash = LinkWord.HashOf(word);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await db.FeedbackInvitations.Where(i => i.SecretHash == hash && !i.IsUsed).ExecuteUpdateAsync(set => set.SetProperty(i => i.IsUsed, true), stop) == 0) return FeedbackState.Used;

        var (sheet, day) = (Guid.NewGuid(), Paris.Start(Paris.Day(clock.GetUtcNow())));
        foreach (var question in FeedbackQuestion.All)
        {
            var (score, words) = (question.IsScale ? form.Score(question.Key) : null, question.IsScale ? "" : form.Said(question.Key));
            if (score is not null || words.Length > 0) db.FeedbackAnswers.Add(new() { SessionId = session!.Id, Sheet = sheet, Question = question.Key, Score = score, Words = words, Day = day });
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return FeedbackState.Open;
    }
}
