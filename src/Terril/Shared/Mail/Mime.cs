using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Terril.Shared.Mail;

/// <summary>A mail as it travels: RFC 5322, 2045 and 2047, in ASCII whatever it says.</summary>
internal static class Mime
{
    private const int LongestLine = 76;
    private const int BytesInWord = 45; // 60 characters in base 64, 72 with its marks: 75 are allowed

    public static byte[] Of(OutgoingMail mail, MailAddress from)
    {
        var (text, boundary) = (new StringBuilder(8192), $"=_{mail.Id:n}");
        Head(text, mail, from);
        if (mail.Calendar is null) Bodies(text, boundary, mail);
        else
        {
            var whole = $"{boundary}_";
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=\"{whole}\"\r\n\r\n--{whole}\r\n");
            Bodies(text, boundary, mail);
            Attached(text, whole, mail.Calendar);
            text.Append(CultureInfo.InvariantCulture, $"--{whole}--\r\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The same each time that it is sent.</summary>
    public static string MessageId(OutgoingMail mail, MailAddress from) => $"<{mail.Id:n}@{from.Host}>";

    private static void Head(StringBuilder text, OutgoingMail mail, MailAddress from)
    {
        Line("Date", mail.PlannedAt.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Line("From", Mailbox(from.Address, from.DisplayName));
        Line("To", Mailbox(mail.ToAddress, mail.ToName));
        if (mail.ReplyTo is { } reply) Line("Reply-To", $"<{reply}>");
        Line("Subject", Words(mail.Subject ?? ""));
        Line("Message-ID", MessageId(mail, from));
        // No robot answers a robot.
        Line("Auto-Submitted", "auto-generated");
        if (mail.Unsubscribe is { } leave)
        {
            Line("List-Unsubscribe", $"<{leave}>");
            Line("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        Line("Content-Language", mail.Language);
        Line("MIME-Version", "1.0");

        void Line(string name, string value) => text.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    private static string Mailbox(string address, string? name) => string.IsNullOrWhiteSpace(name) ? $"<{address}>" : $"{Words(name)} <{address}>";

    // What is short and plain is written as it is; the rest in encoded words that cut no character.
    private static string Words(string said)
    {
        if (said.Length <= 60 && said.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '\'')) return said;
        var (words, bytes) = (new StringBuilder(), new List<byte>(BytesInWord));
        Span<byte> one = stackalloc byte[4];
        foreach (var rune in said.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(one);
            if (bytes.Count + length > BytesInWord) Close();
            bytes.AddRange(one[..length]);
        }
        Close();
        return words.ToString();

        void Close()
        {
            if (bytes.Count == 0) return;
            words.Append(words.Length > 0 ? "\r\n " : "").Append("=?utf-8?B?").Append(Convert.ToBase64String([.. bytes])).Append("?=");
            bytes.Clear();
        }
    }

    private static void Bodies(StringBuilder text, string boundary, OutgoingMail mail)
    {
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n");
        Part(text, boundary, "text/plain", mail.TextBody ?? "");
        Part(text, boundary, "text/html", mail.HtmlBody ?? "");
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
    }

    // In base 64: its own line ends and folds must arrive as they are.
    private static void Attached(StringBuilder text, string boundary, string calendar)
    {
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: text/calendar; method=PUBLISH; charset=utf-8; name=\"visite.ics\"\r\n");
        text.Append("Content-Disposition: attachment; filename=\"visite.ics\"\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(calendar));
        for (var at = 0; at < encoded.Length; at += LongestLine) text.Append(encoded.AsSpan(at, Math.Min(LongestLine, encoded.Length - at))).Append("\r\n");
    }

    private static void Part(StringBuilder text, string boundary, string type, string body)
    {
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        foreach (var line in body.AsSpan().EnumerateLines()) Quoted(text, line);
    }

    // Quoted-printable: what is not plain is =XX, a line that is too long is cut by = at its end. A dot that begins a line is not plain.
    private static void Quoted(StringBuilder text, ReadOnlySpan<char> line)
    {
        var bytes = Encoding.UTF8.GetBytes(line.ToArray());
        var width = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            var isPlain = b is >= 33 and <= 126 and not (byte)'=' || b is 32 or 9 && i < bytes.Length - 1;
            if (b == '.' && width == 0) isPlain = false;
            if (width + (isPlain ? 1 : 3) > LongestLine - 1)
            {
                text.Append("=\r\n");
                width = 0;
                isPlain &= b != '.';
            }
            if (isPlain) text.Append((char)b);
            else text.Append(CultureInfo.InvariantCulture, $"={b:X2}");
            width += isPlain ? 1 : 3;
        }
        text.Append("\r\n");
    }
}
