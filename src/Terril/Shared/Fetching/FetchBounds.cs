namespace Terril.Shared.Fetching;

/// <summary>What one fetch may take. Nothing is fetched without.</summary>
/// <param name="MostBytes">Of the content once decompressed; as many may travel.</param>
/// <param name="Within">From the first word to the last byte, redirections included.</param>
/// <param name="ContentTypes">Kinds of content that are read: <c>text/calendar</c>.</param>
public sealed record FetchBounds(long MostBytes, TimeSpan Within, params IReadOnlyList<string> ContentTypes)
{
    public int MostRedirections { get; init; } = 5;
}
