using System.Collections.Frozen;
using Microsoft.AspNetCore.Html;
using Terril.Observatory.Indicators;
using Terril.Shared.Wording;

namespace Terril.Shared.Ui;

/// <summary>The marks of the statuses: a shape and always its word.</summary>
public static class Marks
{
    // The same on every page, many times: written once.
    private static readonly (FrozenDictionary<Status, IHtmlContent> One, IHtmlContent All) s_french = In(new(Words.French));
    private static readonly (FrozenDictionary<Status, IHtmlContent> One, IHtmlContent All) s_english = In(new(Words.English));

    /// <summary>The mark of a status with its word.</summary>
    public static IHtmlContent Mark(this Words words, Status status) => (words.InFrench ? s_french : s_english).One[status];

    /// <summary>All of them, with what each means.</summary>
    public static IHtmlContent Statuses(this Words words) => (words.InFrench ? s_french : s_english).All;

    /// <summary>What stands for a value that has no number, and the letter that follows one that is not firm.</summary>
    public static string Letter(this Words words, Status status) => status switch
    {
        Status.Provisional => "p",
        Status.Estimated => "e",
        Status.Secret => "s",
        Status.Unavailable or Status.None => words["nd", "n/a"],
        _ => "",
    };

    private static (FrozenDictionary<Status, IHtmlContent> One, IHtmlContent All) In(Words words)
    {
        var marks = Enum.GetValues<Status>().ToFrozenDictionary(status => status, IHtmlContent (status) => new HtmlString($"<span class=\"st{Shape(status)}\">{words.Status(status)}</span>"));
        (Status Status, string Means)[] meanings =
        [
            (Status.Reference, words["consolidé, à citer", "consolidated, to be quoted"]),
            (Status.Raw, words["tel que livré par le producteur", "as delivered by the producer"]),
            (Status.Provisional, words["sera recalculé", "will be computed again"]),
            (Status.Estimated, words["modélisé ou réparti, pas mesuré", "modelled or shared out, not measured"]),
            (Status.Partial, words["au moins : une part est secrète ou absente", "at least: some of it is secret or missing"]),
            (Status.Secret, words["connu, non publiable", "known, not publishable"]),
            (Status.Unavailable, words["pas de donnée, ce n’est pas zéro", "no data, not zero"]),
        ];
        return (marks, new HtmlString($"<dl class=\"facts small\">{string.Concat(meanings.Select(m => $"<dt>{marks[m.Status]}</dt><dd>{m.Means}</dd>"))}</dl>"));
    }

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
