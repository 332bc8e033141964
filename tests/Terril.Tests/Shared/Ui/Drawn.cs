using System.Text.Encodings.Web;
using System.Xml.Linq;
using Microsoft.AspNetCore.Html;

namespace Terril.Tests.Shared.Ui;

/// <summary>A drawing, read back.</summary>
internal static class Drawn
{
    public static XElement Read(IHtmlContent content)
    {
        using var text = new StringWriter();
        content.WriteTo(text, HtmlEncoder.Default);
        return XElement.Parse(text.ToString());
    }

    public static IEnumerable<XElement> With(this XElement drawing, string element, string css) =>
        drawing.Descendants(element).Where(e => $" {(string?)e.Attribute("class")} ".Contains($" {css} ", StringComparison.Ordinal));

    public static double Number(this XElement element, string attribute) =>
        double.Parse(((string)element.Attribute(attribute)!).TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);
}
