using System.Text;
using System.Text.Json;
using Terril.Observatory;

namespace Terril.Agenda.Reading;

/// <summary>The JSON of OpenAgenda: of its second version, of the one before, and of the open data sites that copy it.</summary>
public static class ReadOpenAgenda
{
    private const int Deepest = 64;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = Deepest, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static FeedRead Run(ReadOnlyMemory<byte> bytes, FeedWindow window)
    {
        var findings = new FeedFindings(FeedFormat.OpenAgenda, window);
        if (ReadFeed.IsTooLarge(bytes, findings)) return findings.Read();
        var text = FeedBytes.Decode(FeedBytes.Plain(bytes).Span, out var isUtf8);
        if (!isUtf8) findings.Note("not-utf8", new("events"), "texte qui n’est pas en UTF-8 : lu comme Windows-1252 ; vérifier les accents", "text that is not in UTF-8: read as Windows-1252; check the accents");
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), s_options);
            Read(document.RootElement, findings);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            var line = (int)Math.Min(((fault as JsonException)?.LineNumber ?? 0) + 1, int.MaxValue);
            findings.Stop("bad-json", new("feed", line), "JSON illisible, coupé ou trop imbriqué : rien n’est lu ; vérifier l’adresse ou réessayer plus tard", "unreadable JSON, cut or nested too deep: nothing is read; check the address or try again later");
        }
        return findings.Read();
    }

    private static void Read(JsonElement root, FeedFindings findings)
    {
        var (events, path) = Events(root);
        if (events is null)
        {
            findings.Stop("no-events", new("feed"), "ce JSON n’a pas de liste d’événements (events) : ce n’est pas un export OpenAgenda", "this JSON has no list of events (events): it is not an export of OpenAgenda");
            return;
        }
        if (root.Field("agenda") is { } agenda) findings.Name = FeedText.Line(agenda.Worded("title").Text);
        if (root.Field("total").Whole() is { } total && total > events.Count)
            findings.Cut("more-pages", new(path), $"{events.Count} événements reçus sur {total} : les autres pages ne sont pas lues ; demander l’export entier", $"{events.Count} events received of {total}: the other pages are not read; ask for the whole export");
        for (var i = 0; i < events.Count; i++)
        {
            var place = new Place($"{path}[{i}]");
            if (findings.IsFull)
            {
                findings.Cut("too-many-events", place, $"plus de {findings.Window.MostEvents} événements : la suite n’est pas lue", $"more than {findings.Window.MostEvents} events: what follows is not read");
                return;
            }
            Read(events[i], place, findings);
        }
    }

    private static void Read(JsonElement item, Place place, FeedFindings findings)
    {
        try
        {
            if (OpenAgendaEvent.Of(item, place.File, findings) is { } one) findings.Add(one, place);
        }
        catch (InvalidOperationException)
        {
            // A field whose very name holds half of a character.
            findings.Cut("bad-text", place, "caractères impossibles dans cet événement : il n’est pas lu", "impossible characters in this event: it is not read");
        }
    }

    private static (IReadOnlyList<JsonElement>?, string Path) Events(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return ([.. ((JsonElement?)root).Items()], "");
        foreach (var name in (ReadOnlySpan<string>)["events", "data", "results", "items"])
            if (root.Field(name) is { ValueKind: JsonValueKind.Array } list) return ([.. ((JsonElement?)list).Items()], name);
        if (root.Field("event") is { ValueKind: JsonValueKind.Object } one) return ([one], "event");
        return root.Field("uid") is not null && root.Field("title", "title_fr") is not null ? ([root], "event") : (null, "");
    }
}
