using Terril.Observatory;

namespace Terril.Running.Doctor;

internal enum Verdict
{
    Good,

    /// <summary>The site runs; something is to be looked at.</summary>
    Warning,

    /// <summary>The site cannot run, or loses something.</summary>
    Bad,
}

/// <summary>One thing looked at.</summary>
/// <param name="Of">What was looked at, in a word or two.</param>
/// <param name="Says">What was found.</param>
/// <param name="Do">What to do; none when it is good.</param>
internal sealed record Diagnosis(Verdict Verdict, Text Of, Text Says, Text? Do = null)
{
    public static Diagnosis Good(Text of, string fr, string en) => new(Verdict.Good, of, new(fr, en));

    public string In(string language) =>
        $"{Mark} {Of.In(language)}{(language == "en" ? ":" : " :")} {Says.In(language)}{(Do is { } act ? $"\n  → {act.In(language)}" : "")}";

    private char Mark => Verdict switch { Verdict.Good => '✓', Verdict.Warning => '!', _ => '✗' };
}
