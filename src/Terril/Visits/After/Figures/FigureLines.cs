using System.Globalization;
using Terril.Observatory;
using Terril.Visits.After.Asked;
using Terril.Visits.Day;

namespace Terril.Visits.After.Figures;

/// <summary>A figure of a visit, as an export has it. A value that is withheld is empty, and its number of answers says why.</summary>
/// <param name="Of">On how many answers it rests, for what was asked.</param>
public sealed record FigureLine(string Key, Text Name, string Value, int? Of = null);

/// <summary>The figures of visits, one a line.</summary>
public static class FigureLines
{
    public static IEnumerable<FigureLine> Lines(this VisitFigures figures)
    {
        yield return new("registered", new("Inscrites et inscrits", "Registered"), Say(figures.Registered));
        yield return new("came", new("Présents parmi eux", "Came, of those"), Say(figures.Came));
        yield return new("absent", new("Absents", "Absent"), Say(figures.Absent));
        yield return new("walk_ins", new("Venus sans inscription", "Came without registration"), Say(figures.WalkIns));
        foreach (var role in figures.ByRole)
            yield return new($"on_site.role.{role.Key?.ToString() ?? "none"}", new($"Sur place : {DayWords.RoleName(role.Key).Fr}", $"On site: {DayWords.RoleName(role.Key).En}"), Say(role.OnSite));
        foreach (var territory in figures.ByTerritory)
            yield return new($"on_site.territory.{territory.Key ?? "none"}", new($"Sur place : {territory.Key ?? "territoire non précisé"}", $"On site: {territory.Key ?? "territory not said"}"), Say(territory.OnSite));

        var feedback = figures.Feedback;
        yield return new("feedback.asked", new("Questionnaires envoyés", "Questionnaires sent"), Say(feedback.Asked));
        yield return new("feedback.answered", new("Questionnaires remplis", "Questionnaires answered"), Say(feedback.Answered));
        yield return new("feedback.silent", new("Questionnaires sans réponse", "Questionnaires not answered"), Say(feedback.Silent));
        foreach (var question in FeedbackQuestion.All.Where(q => q.IsScale))
            yield return new($"feedback.{question.Key}", question.Asks, feedback.Scores.FirstOrDefault(s => s.Question == question.Key) is { } score ? score.Mean.ToString("0.00", CultureInfo.InvariantCulture) : "",
                feedback.Scores.FirstOrDefault(s => s.Question == question.Key)?.Answers ?? 0);

        foreach (var effect in figures.Effects)
        {
            var (fr, en) = ($"À {effect.Months} mois : ", $"At {effect.Months} months: ");
            yield return new($"effect.{effect.Months}.asked", new(fr + "interrogés", en + "asked"), Say(effect.Asked));
            yield return new($"effect.{effect.Months}.answered", new(fr + "réponses", en + "answered"), Say(effect.Answered));
            yield return new($"effect.{effect.Months}.silent", new(fr + "sans réponse", en + "not answered"), Say(effect.Silent));
            foreach (var kind in EffectWords.Order)
                yield return new($"effect.{effect.Months}.{kind}", new(fr + EffectWords.Name(kind).Fr.ToLowerInvariant(), en + EffectWords.Name(kind).En.ToLowerInvariant()),
                    effect.Counts is { } counts ? Say(counts.GetValueOrDefault(kind)) : "", effect.Answered);
        }
    }

    private static string Say(int number) => number.ToString(CultureInfo.InvariantCulture);
}
