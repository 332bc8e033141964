using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Terril.Observatory;

namespace Terril.Agenda.Reading;

/// <summary>RSS and Atom, item by item: what comes before a fault is read. No DTD, no entity, nothing fetched.</summary>
public static partial class ReadNewsFeed
{
    private const int Deepest = 50;
    private const int Beginning = 200;

    public static FeedRead Run(ReadOnlyMemory<byte> bytes, FeedWindow window)
    {
        var findings = new FeedFindings(FeedFormat.News, window);
        if (ReadFeed.IsTooLarge(bytes, findings)) return findings.Read();
        var text = Decode(FeedBytes.Plain(bytes).Span, findings);
        if (IsTooDeep(text))
        {
            findings.Stop("too-deep", new("feed"), $"plus de {Deepest} balises l’une dans l’autre : rien n’est lu", $"more than {Deepest} tags one in another: nothing is read");
            return findings.Read();
        }
        using var reader = Reader(text);
        try
        {
            Read(reader, findings);
        }
        catch (XmlException fault)
        {
            findings.Cut("bad-xml", new("feed", fault.LineNumber), "XML illisible à partir d’ici (coupé, mal formé, ou avec une DTD ou une entité, refusées) : seul ce qui précède est lu", "XML unreadable from here on (cut, badly formed, or with a DTD or an entity, which are refused): only what comes before is read");
        }
        return findings.Read();
    }

    private static void Read(XmlReader reader, FeedFindings findings)
    {
        var (language, i) = ((string?)null, 0);
        while (reader.Read())
        {
            while (reader.NodeType == XmlNodeType.Element && Known(reader.LocalName))
            {
                language ??= reader.GetAttribute("xml:lang");
                if (reader.LocalName is not ("item" or "entry"))
                {
                    if (reader.LocalName is "rss" or "feed" or "RDF" or "channel") break;
                    var (name, value) = (reader.LocalName, ((XElement)XNode.ReadFrom(reader)).Value);
                    if (name == "language") language ??= value;
                    else if (findings.Name.Length == 0) findings.Name = FeedText.Line(StripHtml.Run(value));
                    continue;
                }
                var place = new Place($"item[{i++}]", ((IXmlLineInfo)reader).LineNumber);
                if (findings.IsFull)
                {
                    findings.Cut("too-many-events", place, $"plus de {findings.Window.MostEvents} événements : la suite n’est pas lue", $"more than {findings.Window.MostEvents} events: what follows is not read");
                    return;
                }
                if (FeedItem.Of((XElement)XNode.ReadFrom(reader), place, FeedText.Language(language), findings) is { } one) findings.Add(one, place);
            }
            if (reader.NodeType == XmlNodeType.Element && !Known(reader.LocalName) && reader.Depth > 0) Skip(reader);
        }
    }

    private static bool Known(string name) => name is "rss" or "feed" or "RDF" or "channel" or "item" or "entry" or "title" or "language";

    // What is of the channel and is not read: a picture has a title too.
    private static void Skip(XmlReader reader)
    {
        var depth = reader.Depth;
        if (reader.IsEmptyElement) return;
        while (reader.Read() && reader.Depth > depth) { }
    }

    private static bool IsTooDeep(string text)
    {
        using var reader = Reader(text);
        try
        {
            while (reader.Read())
                if (reader.Depth > Deepest) return true;
        }
        catch (XmlException)
        {
            // Said when it is read.
        }
        return false;
    }

    private static XmlReader Reader(string text) => XmlReader.Create(new StringReader(text), new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1, CheckCharacters = false, IgnoreComments = true, IgnoreProcessingInstructions = true,
    });

    // The name that it gives to its encoding is often wrong: UTF-8 says by itself whether it is.
    private static string Decode(ReadOnlySpan<byte> bytes, FeedFindings findings)
    {
        var text = FeedBytes.Decode(bytes, out var isUtf8).TrimStart();
        if (!isUtf8 && !Declared().IsMatch(text[..Math.Min(text.Length, Beginning)]))
            findings.Note("not-utf8", new("feed", 1), "texte qui n’est pas en UTF-8 : lu comme Windows-1252 ; vérifier les accents", "text that is not in UTF-8: read as Windows-1252; check the accents");
        return text;
    }

    [GeneratedRegex("encoding=[\"'](?:iso-8859-1|windows-1252|latin1)[\"']", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Declared();
}
