namespace Terril.Shared.Wording;

/// <summary>French at <c>/…</c>, English at <c>/en/…</c>: the prefix is a base path, so every address made for a request stays in its language.</summary>
public static class Languages
{
    /// <summary>What the path of a page in English begins with.</summary>
    public const string EnglishPrefix = "/en";

    public static IServiceCollection AddLanguages(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddScoped(provider => new Words(Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext)));

    /// <summary>Before routing.</summary>
    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(EnglishPrefix, StringComparison.Ordinal, out var rest)) return next(context);

        request.PathBase = request.PathBase.Add(EnglishPrefix);
        request.Path = rest.HasValue ? rest : "/";
        return next(context);
    });

    /// <summary>The language of a request; French outside of one.</summary>
    public static string Of(HttpContext? context) =>
        context?.Request.PathBase.Value?.EndsWith(EnglishPrefix, StringComparison.Ordinal) is true ? Words.English : Words.French;

    /// <summary>The path as routing will see it, for what comes before.</summary>
    public static PathString Bare(PathString path) => path.StartsWithSegments(EnglishPrefix, StringComparison.Ordinal, out var rest) ? rest : path;

    /// <summary>Where the application is mounted, whatever the language.</summary>
    public static string Root(HttpRequest request)
    {
        var root = request.PathBase.Value ?? "";
        return root.EndsWith(EnglishPrefix, StringComparison.Ordinal) ? root[..^EnglishPrefix.Length] : root;
    }

    /// <summary>The base path of a language.</summary>
    public static string Base(HttpRequest request, string language) => Root(request) + (language == Words.English ? EnglishPrefix : "");
}
