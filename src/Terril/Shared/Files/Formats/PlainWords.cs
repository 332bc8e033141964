using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Terril.Shared.Files.Formats;

/// <summary>Texts: UTF-8 from the first byte to the last, without control characters, that do not begin as a page or a drawing would. Kept as they are.</summary>
internal static class PlainWords
{
    private const int Block = 1 << 16;

    private static readonly SearchValues<char> s_controls = SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n' or '\r' or '\f')).Select(c => (char)c)]);

    public static PictureSize? Read(Stream from, Stream to)
    {
        var (bytes, letters, decoder) = (new byte[Block], new char[Block + 1], new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder());
        try
        {
            var isBegun = false;
            for (int read; (read = from.Read(bytes)) > 0; to.Write(bytes, 0, read))
            {
                var said = letters.AsSpan(0, decoder.GetChars(bytes, 0, read, letters, 0, flush: false));
                if (said.ContainsAny(s_controls)) throw Unlike();
                if (isBegun || said.TrimStart("\uFEFF \t\r\n\f") is not { Length: > 0 } start) continue;
                if (start is ['<', '!' or '?' or '/', ..] or ['<', >= 'A' and <= 'Z' or >= 'a' and <= 'z', ..]) throw Marked();
                isBegun = true;
            }
            decoder.GetChars([], letters, flush: true);
        }
        catch (DecoderFallbackException)
        {
            throw Unlike();
        }
        return null;
    }

    public static PictureSize? ReadCaptions(Stream from, Stream to)
    {
        var start = new byte[9];
        var said = start.AsSpan(0, from.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        if (said.StartsWith("\uFEFF"u8)) said = said[3..];
        if (!said.StartsWith("WEBVTT"u8)) throw FileRefusedException.Unlike("un fichier de sous-titres WebVTT", "a file of WebVTT captions");
        from.Position = 0;
        return Read(from, to);
    }

    public static PictureSize? ReadJson(Stream from, Stream to)
    {
        try
        {
            var (state, buffer, kept) = (new JsonReaderState(), new byte[Block], 0);
            while (true)
            {
                var read = from.Read(buffer, kept, buffer.Length - kept);
                to.Write(buffer, kept, read);
                var reader = new Utf8JsonReader(buffer.AsSpan(0, kept + read), isFinalBlock: read == 0, state);
                while (reader.Read()) { }
                if (read == 0) return null;
                state = reader.CurrentState;
                kept = kept + read - (int)reader.BytesConsumed;
                buffer.AsSpan((int)reader.BytesConsumed, kept).CopyTo(buffer);
                if (kept == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }
        catch (JsonException)
        {
            throw FileRefusedException.Unlike("du JSON", "JSON");
        }
    }

    private static FileRefusedException Marked() => new(
        "Ce fichier est une page web ou un dessin sous un autre nom : enregistrez-le en PDF ou en image, et envoyez celui-là.",
        "This file is a web page or a drawing under another name: save it as a PDF or a picture, and send that one.");

    private static FileRefusedException Unlike() => new(
        "Ce texte n’est pas en UTF-8 : dans votre tableur ou votre éditeur, choisissez « UTF-8 » en l’enregistrant.",
        "This text is not UTF-8: in your spreadsheet or editor, choose “UTF-8” when you save it.");
}
