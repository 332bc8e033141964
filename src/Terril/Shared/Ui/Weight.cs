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

    private readonly long _sheets = Sheets.Sum(sheet => Math.Max(0, house.WebRootFileProvider.GetFileInfo(sheet).Length));

    /// <summary>Thousands of bytes of the page with its style sheets.</summary>
    public long Kilobytes(IHtmlContent body, HtmlEncoder encoder)
    {
        using var counted = new Counted();
        body.WriteTo(counted, encoder);
        return (long)Math.Round((counted.Bytes + Frame + _sheets) / 1000d);
    }

    private sealed class Counted : TextWriter
    {
        public long Bytes { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Bytes += Encoding.GetByteCount([value]);

        public override void Write(char[] buffer, int index, int count) => Bytes += Encoding.GetByteCount(buffer, index, count);

        public override void Write(string? value) => Bytes += value is null ? 0 : Encoding.GetByteCount(value);
    }
}
