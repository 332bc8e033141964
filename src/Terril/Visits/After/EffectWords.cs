using Terril.Observatory;

namespace Terril.Visits.After;

/// <summary>How what a visit led to is said.</summary>
public static class EffectWords
{
    public static readonly IReadOnlyList<Effect> Order = [Effect.Done, Effect.Started, Effect.Thinking, Effect.GaveUp, Effect.Nothing];

    /// <summary>By the one who answers.</summary>
    public static Text Said(Effect effect) => effect switch
    {
        Effect.Done => new("J’ai fait quelque chose, et c’est en place", "I did something, and it is in place"),
        Effect.Started => new("J’ai commencé quelque chose", "I have started something"),
        Effect.Thinking => new("J’ai l’intention de commencer", "I intend to start"),
        Effect.GaveUp => new("J’ai renoncé", "I gave up"),
        _ => new("Rien pour l’instant", "Nothing so far"),
    };

    /// <summary>In a table.</summary>
    public static Text Name(Effect effect) => effect switch
    {
        Effect.Done => new("En place", "In place"),
        Effect.Started => new("Commencé", "Started"),
        Effect.Thinking => new("En projet", "Intended"),
        Effect.GaveUp => new("Renoncé", "Given up"),
        _ => new("Rien", "Nothing"),
    };
}
