using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Terril.Observatory;
using Terril.Shared.Wording;

namespace Terril.Shared.Api;

/// <summary>What is wrong with one parameter.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Value">What was written, shortened.</param>
/// <param name="Detail">What is wrong and what to write instead.</param>
/// <param name="Nearest">What was probably meant.</param>
public sealed record Fault(string Parameter, string? Value, string Detail, IReadOnlyList<string> Nearest);

/// <summary>Refusals of the API: problem+json (RFC 9457), in the language of whom asks.</summary>
public static class Problems
{
    private const int Longest = 80;

    /// <summary>The language of a request: that of its address, else the one it prefers, else French.</summary>
    public static Words WordsOf(HttpContext context)
    {
        if (Languages.Of(context) == Words.English) return new Words(Words.English);
        var preferred = context.Request.GetTypedHeaders().AcceptLanguage
            .Where(l => l.Quality is not 0).OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(l => l is Words.French or Words.English);
        return new Words(preferred ?? Words.French);
    }

    public static ProblemHttpResult BadParameters(HttpContext context, IReadOnlyList<Fault> faults) => Of(context, StatusCodes.Status400BadRequest,
        new("Paramètre refusé", "Parameter refused"), string.Join(' ', faults.Select(f => f.Detail)), ("errors", faults));

    public static ProblemHttpResult NotFound(HttpContext context, Text detail, IReadOnlyList<string> nearest) => Of(context, StatusCodes.Status404NotFound,
        new("Introuvable", "Not found"), WordsOf(context)[detail], ("nearest", nearest));

    public static ProblemHttpResult Gone(HttpContext context, Text detail, string name, object what) => Of(context, StatusCodes.Status410Gone,
        new("N’existe plus", "No longer exists"), WordsOf(context)[detail], (name, what));

    public static ProblemHttpResult Of(HttpContext context, int status, Text title, string detail, params (string Name, object Value)[] more)
    {
        var words = WordsOf(context);
        context.Response.Headers.ContentLanguage = words.Language;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return TypedResults.Problem(new ProblemDetails
        {
            Type = $"/api#{status.ToString(CultureInfo.InvariantCulture)}",
            Status = status,
            Title = words[title],
            Detail = detail,
            Extensions = more.ToDictionary(m => m.Name, m => (object?)m.Value, StringComparer.Ordinal),
        });
    }

    /// <summary>What was written, as a sentence may repeat it.</summary>
    public static string Quoted(string said)
    {
        var shown = string.Concat(said.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\ufffd' : c));
        return shown.Length <= Longest ? shown : $"{shown[..Longest]}…";
    }
}
