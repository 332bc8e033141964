using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Terril.Shared.Mail;

/// <summary>The words of a page of mail, for those who read text: the two parts never say different things.</summary>
internal static partial class PlainText
{
    private static readonly HtmlParser s_parser = new();

    public static string Of(string html)
    {
        var text = new StringBuilder();
        using var page = s_parser.ParseDocument(html);
        Write(page.Body!, text);
        return text.ToString().Trim() + "\n";
    }

    private static void Write(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words) Words(words.Data, text);
            else if (child is IElement element) Element(element, text);
        }
    }

    private static void Words(string data, StringBuilder text)
    {
        var words = Space().Replace(data, " ");
        text.Append(text.Length == 0 || text[^1] is '\n' or ' ' ? words.TrimStart(' ') : words);
    }

    private static void Element(IElement element, StringBuilder text)
    {
        switch (element.LocalName)
        {
            case "br": Line(text, 1); break;
            case "hr": Line(text, 2); text.Append("--"); Line(text, 1); break;
            case "a": Link(element, text); break;
            case "img": text.Append(element.GetAttribute("alt")); break;
            case "li": Line(text, 1); text.Append("- "); Write(element, text); Line(text, 1); break;
            case "tr": Line(text, 1); Write(element, text); Line(text, 1); break;
            case "td" or "th": Write(element, text); text.Append(' '); break;
            case "p" or "h1" or "h2" or "h3" or "ul" or "ol" or "table" or "blockquote" or "div" or "main" or "footer":
                Line(text, 2); Write(element, text); Line(text, 2); break;
            default: Write(element, text); break;
        }
    }

    private static void Link(IElement link, StringBuilder text)
    {
        var (address, from) = (link.GetAttribute("href") ?? "", text.Length);
        Write(link, text);
        var words = text.ToString(from, text.Length - from).Trim();
        if (address.Length > 0 && address != words && address != $"mailto:{words}") text.Append(words.Length > 0 ? " : " : "").Append(address);
    }

    private static void Line(StringBuilder text, int ends)
    {
        while (text.Length > 0 && text[^1] == ' ') text.Length--;
        for (var at = text.Length - 1; at >= 0 && text[at] == '\n'; at--) ends--;
        if (text.Length > 0 && ends > 0) text.Append('\n', ends);
    }

    [GeneratedRegex(@"[ \t\r\n]+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
