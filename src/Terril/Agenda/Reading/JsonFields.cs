using System.Globalization;
using System.Text.Json;

namespace Terril.Agenda.Reading;

/// <summary>Fields of a JSON that promises nothing: what is of another kind than expected is as if it were not there.</summary>
internal static class JsonFields
{
    private static readonly string[] s_languages = ["fr", "en"];

    /// <summary>The first of these fields that says something.</summary>
    public static JsonElement? Field(this JsonElement of, params ReadOnlySpan<string> names)
    {
        if (of.ValueKind != JsonValueKind.Object) return null;
        foreach (var name in names)
            if (of.TryGetProperty(name, out var found) && found.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)) return found;
        return null;
    }

    public static IEnumerable<JsonElement> Items(this JsonElement? of) => of is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>A string, or a number as it is written; empty for all else.</summary>
    public static string Text(this JsonElement? of)
    {
        if (of is not { } element) return "";
        if (element.ValueKind == JsonValueKind.Number) return element.GetRawText();
        if (element.ValueKind != JsonValueKind.String) return "";
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half of a character, escaped: the text is no text.
            return "";
        }
    }

    public static double? Number(this JsonElement? of) => FeedText.Number(of.Text());

    /// <summary>A whole number, alone or as the <c>id</c> of an object.</summary>
    public static int? Whole(this JsonElement? of) =>
        int.TryParse((of is { ValueKind: JsonValueKind.Object } ? of.Value.Field("id") : of).Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A text that may be written in several languages: in French, else in English, else in the first.</summary>
    public static (string Text, string? Language) Worded(this JsonElement of, string name, string? language = null)
    {
        var field = of.Field(name, $"{name}_fr");
        if (field is not { ValueKind: JsonValueKind.Object } several) return (field.Text(), null);
        foreach (var wanted in s_languages.Prepend(language).OfType<string>())
            if (several.Field(wanted).Text() is { Length: > 0 } text) return (text, wanted);
        foreach (var one in several.EnumerateObject())
            if (((JsonElement?)one.Value).Text() is { Length: > 0 } text) return (text, FeedText.Language(one.Name));
        return ("", null);
    }
}
