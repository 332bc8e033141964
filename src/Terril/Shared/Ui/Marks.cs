using Microsoft.AspNetCore.Html;
using Terril.Observatory.Indicators;
using Terril.Shared.Wording;

namespace Terril.Shared.Ui;

/// <summary>The marks of the statuses: a shape and always its word.</summary>
public static class Marks
{
    /// <summary>The mark of a status with its word.</summary>
    public static IHtmlContent Mark(this Words words, Status status) =>
        new HtmlContentBuilder().AppendHtml("<span class=\"st").AppendHtml(Shape(status)).AppendHtml("\">").Append(words.Status(status)).AppendHtml("</span>");

    /// <summary>What stands for a value that has no number, and the letter that follows one that is not firm.</summary>
    public static string Letter(this Words words, Status status) => status switch
    {
        Status.Provisional => "p",
        Status.Estimated => "e",
        Status.Secret => "s",
        Status.Unavailable or Status.None => words["nd", "n/a"],
        _ => "",
    };

    private static string Shape(Status status) => status switch
    {
        Status.Raw => " raw",
        Status.Provisional => " prov",
        Status.Estimated or Status.Partial => " est",
        Status.Secret => " hush",
        Status.Unavailable or Status.None => " na",
        _ => "",
    };
}
