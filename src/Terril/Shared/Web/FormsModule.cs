using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Terril.Shared.Web;

/// <summary>
/// What changes something comes from a form of ours. An address that others may post to says so:
/// <c>[IgnoreAntiforgeryToken]</c> on a page, <c>DisableAntiforgery()</c> on a route; it must then be known by a secret of its own.
/// </summary>
public static class FormsModule
{
    public static void AddForms(this IServiceCollection services)
    {
        services.AddSingleton<FormTime>();
        services.AddAntiforgery(options =>
        {
            options.Cookie = new HostCookie("form");
            // Ours is stricter: nobody frames us.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie = new HostCookie("done"));
    }

    /// <summary>After it is known who asks, before anything is done.</summary>
    public static void UseForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsChecked(context) || await IsOurs(context)) await next(context);
    });

    /// <summary>True when a request to this endpoint is refused without the word of a form.</summary>
    public static bool IsChecked(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IgnoreAntiforgeryTokenAttribute>() is null && endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false };

    // A page of errors takes the place of what was posted: it does nothing.
    private static bool IsChecked(HttpContext context) =>
        !Reads(context.Request.Method) && context.GetEndpoint() is { } endpoint && IsChecked(endpoint) && context.Features.Get<IStatusCodeReExecuteFeature>() is null;

    private static bool Reads(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static async Task<bool> IsOurs(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
            return true;
        }
        catch (AntiforgeryValidationException refusal)
        {
            var tooLarge = (refusal.InnerException as BadHttpRequestException)?.StatusCode is StatusCodes.Status413PayloadTooLarge;
            context.Response.StatusCode = tooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            if (!tooLarge) context.Features.Set(new StaleForm());
            return false;
        }
    }
}

/// <summary>A form came without its word: opened long ago, or not from one of our pages. The error page says it.</summary>
public sealed class StaleForm;
