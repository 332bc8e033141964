using System.Text;
using Terril.Observatory;

namespace Terril.Agenda.Reading;

/// <summary>Reads what an address gave, by what it is: servers often say something else of it.</summary>
public static class ReadFeed
{
    private const int Beginning = 4096;

    private static readonly Place s_whole = new("feed", 1);

    /// <param name="mediaType">What the server said; only for the words of a refusal.</param>
    public static FeedRead Run(ReadOnlyMemory<byte> bytes, string? mediaType, FeedWindow window)
    {
        var plain = FeedBytes.Plain(bytes);
        var beginning = Encoding.Latin1.GetString(plain.Span[..Math.Min(plain.Length, Beginning)]).TrimStart();
        return Format(beginning) switch
        {
            FeedFormat.Calendar => ReadCalendar.Run(plain, window),
            FeedFormat.OpenAgenda => ReadOpenAgenda.Run(plain, window),
            FeedFormat.News => ReadNewsFeed.Run(plain, window),
            _ => Refused(beginning, mediaType, window),
        };
    }

    internal static bool IsTooLarge(ReadOnlyMemory<byte> bytes, FeedFindings findings)
    {
        if (bytes.Length <= findings.Window.MostBytes) return false;
        findings.Stop("too-large", s_whole, $"plus de {findings.Window.MostBytes} octets : rien n’est lu ; demander un agenda plus court", $"more than {findings.Window.MostBytes} bytes: nothing is read; ask for a shorter calendar");
        return true;
    }

    private static FeedFormat Format(string beginning)
    {
        if (Has(beginning, "BEGIN:VCALENDAR") || beginning.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase)) return FeedFormat.Calendar;
        if (beginning is ['{' or '[', ..]) return FeedFormat.OpenAgenda;
        return beginning is ['<', ..] && !IsPage(beginning) && (Has(beginning, "<rss") || Has(beginning, "<feed") || Has(beginning, "<rdf:RDF") || Has(beginning, ":feed")) ? FeedFormat.News : FeedFormat.Unknown;
    }

    private static FeedRead Refused(string beginning, string? mediaType, FeedWindow window)
    {
        var findings = new FeedFindings(FeedFormat.Unknown, window);
        var said = FeedFindings.Quoted(mediaType ?? "");
        if (beginning.Length == 0) findings.Stop("empty", s_whole, "le fichier est vide : vérifier l’adresse", "the file is empty: check the address");
        else if (IsPage(beginning)) findings.Stop("web-page", s_whole, "c’est une page web, pas un agenda : donner l’adresse de l’agenda lui-même (souvent en .ics), ou vérifier qu’il est public", "this is a web page, not a calendar: give the address of the calendar itself (often in .ics), or check that it is public");
        else if (beginning is ['\u001f', '\u008b', ..] or ['P', 'K', '\u0003', ..]) findings.Stop("compressed", s_whole, "c’est un fichier compressé : le donner décompressé", "this is a compressed file: give it decompressed");
        else findings.Stop("unknown-format", s_whole, $"ni agenda iCalendar, ni export OpenAgenda, ni flux RSS ou Atom (le serveur dit « {said} ») : vérifier l’adresse", $"neither an iCalendar, nor an export of OpenAgenda, nor an RSS or Atom feed (the server says “{said}”): check the address");
        return findings.Read();
    }

    private static bool IsPage(string beginning) => beginning.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || Has(beginning, "<html") || Has(beginning, "<body");

    private static bool Has(string text, string what) => text.Contains(what, StringComparison.OrdinalIgnoreCase);
}
