using Terril.Observatory;

namespace Terril.Accounts.People;

/// <summary>What a name may be.</summary>
public static class PersonRules
{
    private const int Longest = 100;

    /// <summary>Why a name is refused, and what to do; null when it is not. It stands in the head of mails: one line.</summary>
    public static Text? Fault(string? name) => name?.Trim() switch
    {
        null or "" => new("Écrivez un nom.", "Write a name."),
        { Length: > Longest } => new($"Raccourcissez ce nom : {Longest} caractères au plus.", $"Shorten this name: {Longest} characters at most."),
        var given when given.Any(char.IsControl) => new("Écrivez le nom sur une ligne.", "Write the name on one line."),
        _ => null,
    };
}
