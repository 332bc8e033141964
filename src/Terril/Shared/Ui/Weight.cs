using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Terril.Shared.Ui;

/// <summary>What a page weighs, uncompressed: the footer prints it.</summary>
public sealed class Weight(IWebHostEnvironment house)
{
    /// <summary>The style sheets, in the order of their layers.</summary>
    public static readonly IReadOnlyList<string> Sheets = ["/css/tokens.css", "/css/base.css", "/css/components.css"];

    /// <summary>Masthead and footer, about.</summary>
    private const int Frame = 2_500;

    private readonly long _sheets = Sheets.Sum(sheet => Of(house, sheet));

    /// <summary>Writes the body of a page, once: to weigh it is to write it.</summary>
    public Weighed Of(IHtmlContent body, HtmlEncoder encoder, string? island, string? styles)
    {
        var written = new Weighed(Frame + _sheets + (styles is null ? 0 : Of(house, styles)) + (island is null ? 0 : Of(house, $"{island}.js") + Of(house, $"{island}.css")));
        body.WriteTo(written, encoder);
        return written;
    }

    private static long Of(IWebHostEnvironment house, string file) => Math.Max(0, house.WebRootFileProvider.GetFileInfo(file).Length);
}

/// <summary>The body of a page, written, to be put in its place once.</summary>
public sealed class Weighed(long about) : TextWriter, IHtmlAsyncContent
{
    private char[] _text = ArrayPool<char>.Shared.Rent(32 * 1024);
    private int _length;

    /// <summary>Thousands of bytes of the page with its style sheets and its island, if any.</summary>
    public long Kilobytes => (long)Math.Round((Encoding.GetByteCount(_text, 0, _length) + about) / 1000d);

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > _text.Length - _length) Grow(buffer.Length);
        buffer.CopyTo(_text.AsSpan(_length));
        _length += buffer.Length;
    }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write(_text, 0, _length);
        Leave();
    }

    // In one go: otherwise it is first copied to pages of a thousand characters.
    public async ValueTask WriteToAsync(TextWriter writer)
    {
        await writer.WriteAsync(_text, 0, _length);
        Leave();
    }

    private void Leave()
    {
        ArrayPool<char>.Shared.Return(_text);
        (_text, _length) = ([], 0);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_text.Length * 2, _length + more));
        _text.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_text);
        _text = larger;
    }
}
