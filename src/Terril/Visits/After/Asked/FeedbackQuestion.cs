using Terril.Observatory;

namespace Terril.Visits.After.Asked;

/// <summary>A question of the questionnaire.</summary>
/// <param name="Key">Its name for ever: answers are kept by it.</param>
/// <param name="IsScale">From 1 to 5; else in words.</param>
public sealed record FeedbackQuestion(string Key, Text Asks, bool IsScale)
{
    public const int Lowest = 1;
    public const int Highest = 5;

    /// <summary>Nothing of the answers is shown before there are so many.</summary>
    public const int FewestShown = 5;

    public const string Overall = "overall";

    public static readonly IReadOnlyList<FeedbackQuestion> All =
    [
        new(Overall, new("Dans l’ensemble, cette visite vous a-t-elle été utile ?", "All in all, was this visit useful to you?"), true),
        new("content", new("Ce que vous avez vu et entendu était-il clair et honnête, difficultés comprises ?", "Was what you saw and heard clear and honest, difficulties included?"), true),
        new("welcome", new("L’accueil et l’organisation vous ont-ils convenu ?", "Did the welcome and the organisation suit you?"), true),
        new("learned", new("Que retenez-vous ?", "What do you take away?"), false),
        new("better", new("Que faudrait-il changer ?", "What should be changed?"), false),
    ];

    public static Text Step(int score) => score switch
    {
        1 => new("1, pas du tout", "1, not at all"),
        Highest => new("5, tout à fait", "5, entirely"),
        _ => Text.Same($"{score}"),
    };
}
