using System.Text;

namespace Terril.Agenda.Reading;

/// <summary>From bytes to characters: UTF-8 first, whatever is said of them; what is not UTF-8 is read as Windows does, which reads anything.</summary>
internal static class FeedBytes
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding s_windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Without its byte order mark; what was in UTF-16 is in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Plain(ReadOnlyMemory<byte> bytes) => bytes.Span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => bytes[3..],
        [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes.Span[2..])),
        [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes.Span[2..])),
        _ => bytes,
    };

    public static string Decode(ReadOnlySpan<byte> bytes, out bool isUtf8)
    {
        isUtf8 = System.Text.Unicode.Utf8.IsValid(bytes);
        return (isUtf8 ? s_strict : s_windows).GetString(bytes);
    }
}
