using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Terril.Shared.Wording;

namespace Terril.Shared.Ui;

/// <summary>
/// Data that machines read in a page (schema.org), to be put in a block of its own. It is no script: a browser runs nothing of it, and no
/// mark of the page closes it.
/// </summary>
public static class DataBlock
{
    public const string Schema = "https://schema.org/";

    // The letters as they are; what could end the block, as numbers.
    private static readonly JsonSerializerOptions s_inPage = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IHtmlContent Of(JsonNode node) => new HtmlString(node.ToJsonString(s_inPage));

    /// <summary>An instant with the hour of Paris.</summary>
    public static string Iso(DateTimeOffset instant) => Paris.Time(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static JsonArray Languages(IEnumerable<string> keys) => new([.. keys.Select(key => JsonValue.Create(key == "lsf" ? "fsl" : key))]);
}
