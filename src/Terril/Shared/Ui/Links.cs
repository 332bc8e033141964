using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.Extensions;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Shared.Ui;

/// <summary>Makes every address of a page: it stays in the language of the request and at the date the reader chose.</summary>
public sealed class Links(IHttpContextAccessor accessor, SiteAddress site)
{
    public const string AsOfName = "asOf";

    // What every address of a page begins and ends with; an error page is made by the same request, from another base.
    private (PathString From, string Base, string AsOf)? _made;

    private HttpRequest Request => field ??= accessor.HttpContext!.Request;

    /// <summary>The day the reader goes back to; none for today.</summary>
    public DateOnly? AsOf => AsOfIn(Request, out var day) ? day : null;

    /// <summary>Reads the day a request goes back to. False when what is said is no day.</summary>
    public static bool AsOfIn(HttpRequest request, out DateOnly? day)
    {
        day = null;
        if (!request.QueryString.HasValue || !request.Query.TryGetValue(AsOfName, out var said)) return true;
        if (!DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        day = read;
        return true;
    }

    /// <summary>An address of ours: a path from the root, then names and values; a value that is null or empty is left out.</summary>
    public string To(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var (root, asOf) = Made();
        var address = new PathString(path).ToUriComponent();
        var hasQuery = false;
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(value)) continue;
            address = $"{address}{(hasQuery ? "&" : "?")}{name}={UrlEncoder.Default.Encode(value)}";
            hasQuery = true;
        }
        return asOf.Length == 0 ? string.Concat(root, address) : $"{root}{address}{(hasQuery ? "&" : "?")}{asOf}";
    }

    /// <summary>A file of ours, the same in every language and at every date.</summary>
    public string File(string path) => Languages.Root(Request) + path;

    /// <summary>This page in another language.</summary>
    public string In(string language) => new PathString(Languages.Base(Request, language)).Add(Request.Path).ToUriComponent() + Request.QueryString;

    /// <summary>This page in another language, from the scheme on, for what is read outside of the page: where the settings say that the site is.</summary>
    public string Absolute(string language) => site.IsSet ? site.To(Request.Path.ToUriComponent() + Request.QueryString, language) : $"{Request.Scheme}://{Request.Host}{In(language)}";

    /// <summary>This page as it reads today.</summary>
    public string Today()
    {
        var rest = Request.Query.Where(pair => pair.Key != AsOfName).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        return Request.PathBase.Add(Request.Path).ToUriComponent() + new QueryBuilder(rest).ToQueryString();
    }

    /// <summary>True on the page itself and on those under it.</summary>
    public bool IsUnder(string path) => Request.Path.StartsWithSegments(path, StringComparison.Ordinal);

    /// <summary>True on the page itself alone.</summary>
    public bool Is(string path) => Request.Path.Equals(path, StringComparison.Ordinal);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private (string Base, string AsOf) Made()
    {
        var request = Request;
        if (_made is not { } made || made.From != request.PathBase) _made = made = (request.PathBase, request.PathBase.ToUriComponent(), AsOf is { } day ? $"{AsOfName}={Iso(day)}" : "");
        return (made.Base, made.AsOf);
    }
}
