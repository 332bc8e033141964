using System.Buffers;
using System.Text.Encodings.Web;

namespace Terril.Shared.Ui;

/// <summary>Text as HTML in UTF-8 wants it, in an element or a quoted attribute: five marks are escaped, the rest is written as it is.</summary>
/// <remarks>The framework's encoder spells out each no-break space, which French has before every unit, and looks at every letter to find it.</remarks>
public sealed class PlainEncoder : HtmlEncoder
{
    private static readonly SearchValues<char> s_marks = SearchValues.Create("&<>\"'");

    public static PlainEncoder Only { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => "&quot;".Length;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is '&' or '<' or '>' or '"' or '\'';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) => new ReadOnlySpan<char>(text, textLength).IndexOfAny(s_marks);

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var written = unicodeScalar switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#x27;",
            _ => char.ConvertFromUtf32(unicodeScalar),
        };
        var fits = written.TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? written.Length : 0;
        return fits;
    }
}
