using Terril.Observatory;

namespace Terril.Shared.PersonalData;

/// <summary>Why data about people is kept, declared by the room that needs it. Staff may decide of another controller or legal basis.</summary>
/// <param name="Key">Its name for ever: <c>accounts</c>, <c>newsletter.fil-info</c>.</param>
/// <param name="Why">One sentence for the person whose data it is.</param>
/// <param name="Controller">Who answers for it; the body that publishes the site when not said.</param>
public sealed record Purpose(string Key, Text Name, Text Why, LegalBasis Basis, Text? Controller = null);

/// <summary>A kind of data held for a purpose, and for how long.</summary>
/// <param name="Key">Its name for ever: <c>mail.sent</c>.</param>
/// <param name="Purpose">Key of the <see cref="PersonalData.Purpose"/>.</param>
/// <param name="What">What is held.</param>
/// <param name="Kept">How long; staff may decide otherwise.</param>
/// <param name="Since">From when it is counted: “after it was sent”.</param>
public sealed record Holding(string Key, string Purpose, Text What, Keeping Kept, Text Since);

public enum KeepingUnit
{
    Day,
    Month,
    Year,
}

/// <summary>A time for which data is kept: 30 days, 13 months, 3 years.</summary>
public readonly record struct Keeping(int Count, KeepingUnit Unit)
{
    public static Keeping Days(int count) => new(count, KeepingUnit.Day);

    public static Keeping Months(int count) => new(count, KeepingUnit.Month);

    public static Keeping Years(int count) => new(count, KeepingUnit.Year);

    /// <summary>What is of this instant or before has had its time.</summary>
    public DateTimeOffset Before(DateTimeOffset now) => Unit switch
    {
        KeepingUnit.Day => now.AddDays(-Count),
        KeepingUnit.Month => now.AddMonths(-Count),
        _ => now.AddYears(-Count),
    };

    public Text Name => (Unit, Count) switch
    {
        (KeepingUnit.Day, 1) => new("1 jour", "1 day"),
        (KeepingUnit.Day, _) => new($"{Count} jours", $"{Count} days"),
        (KeepingUnit.Month, 1) => new("1 mois", "1 month"),
        (KeepingUnit.Month, _) => new($"{Count} mois", $"{Count} months"),
        (_, 1) => new("1 an", "1 year"),
        _ => new($"{Count} ans", $"{Count} years"),
    };
}
