using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.OpenApi;
using Terril.Observatory;

namespace Terril.Shared.Api;

/// <summary>A parameter of a query: its name, what it asks, and its shape in the OpenAPI document.</summary>
public abstract record Parameter(string Name, string Meaning, OpenApiSchema Schema)
{
    /// <summary>May be written several times: any of the values will do.</summary>
    public bool Repeats { get; init; }
}

/// <summary>A parameter and how its text is read.</summary>
/// <param name="Accepted">What is accepted, for whom wrote something else.</param>
public sealed record Parameter<T>(string Name, string Meaning, OpenApiSchema Schema, TryRead<T> Read, Text Accepted) : Parameter(Name, Meaning, Schema);

public delegate bool TryRead<T>(string said, [MaybeNullWhen(false)] out T read);

/// <summary>The usual kinds of parameters.</summary>
public static class Parameters
{
    /// <summary>Where a list goes on: copied from the link of the page before.</summary>
    public static Parameter<IReadOnlyList<string>> Cursor { get; } = new("cursor",
        "Where the list goes on. Opaque: follow the `next` link of the page before. It keeps reading the release of the first page, whatever is published meanwhile.",
        Of(JsonSchemaType.String), Api.Cursor.TryRead,
        new("suivez le lien « next » de la page précédente sans le modifier", "follow the “next” link of the page before as it stands"));

    /// <summary>A day, to read what was in force then.</summary>
    public static Parameter<DateOnly?> Day(string name, string meaning) => new(name, meaning, Of(JsonSchemaType.String, "date"), ReadDay,
        new("une date comme 2026-03-31", "a date like 2026-03-31"));

    public static Parameter<int> Whole(string name, string meaning, int from, int to, int otherwise) => new(name, meaning,
        new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = Plain(from), Maximum = Plain(to), Default = otherwise },
        (said, out read) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out read) && read >= from && read <= to,
        new($"un entier de {from} à {to}", $"a whole number from {from} to {to}"));

    public static Parameter<string> Words(string name, string meaning, int longest = 200) => new(name, meaning,
        new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest },
        AtMost(longest),
        new($"{longest} signes au plus", $"{longest} characters at most"));

    public static Parameter<string> Choice(string name, string meaning, params string[] choices) => new(name, meaning,
        new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. choices] },
        (string said, [MaybeNullWhen(false)] out string read) => choices.Contains(read = said),
        Text.Same(string.Join(", ", choices)));

    /// <summary>Declares what an address, or all those of a group, may be asked.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder builder, params Parameter[] parameters) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([.. parameters]);

    /// <summary>Takes a text as it stands, if it is short enough.</summary>
    public static TryRead<string> AtMost(int longest) => (string said, [MaybeNullWhen(false)] out string read) => (read = said).Length <= longest;

    public static OpenApiSchema Of(JsonSchemaType type, string? format = null) => new() { Type = type, Format = format };

    private static bool ReadDay(string said, out DateOnly? read)
    {
        var isDay = DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        read = isDay ? day : null;
        return isDay;
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
