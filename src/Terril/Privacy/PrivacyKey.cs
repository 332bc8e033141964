namespace Terril.Privacy;

/// <summary>The secret that keyed hashes are made with.</summary>
internal sealed class PrivacyKey
{
    public const string OfPeople = "people";

    public string Name { get; init; } = "";

    /// <summary>32 bytes in base 64.</summary>
    public string Value { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }
}
