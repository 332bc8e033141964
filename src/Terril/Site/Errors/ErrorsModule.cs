using Terril.Shared.PersonalData;
using Terril.Shared.Wording;

namespace Terril.Site.Errors;

/// <summary>What a reader sees when something is not there or breaks: a page under <c>/errors/{code}</c>, or problem+json under <c>/api</c>.</summary>
public static class ErrorsModule
{
    public static void AddErrors(this IServiceCollection services)
    {
        services.AddPurpose(IncidentsHolding.Purpose).AddHolding<IncidentsHolding>();
        services.AddExceptionHandler<RecordIncident>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = AddReference);
    }

    public static void UseErrors(this WebApplication app)
    {
        app.UseWhen(IsApi, api => api
            .UseExceptionHandler(Recorded(path: null))
            .UseStatusCodePages());
        app.UseWhen(context => !IsApi(context), pages => pages
            .UseExceptionHandler(Recorded(path: "/errors/500"))
            .UseStatusCodePagesWithReExecute("/errors/{0}"));
    }

    // The incident is the log's one entry about a fault.
    private static ExceptionHandlerOptions Recorded(PathString path) => new() { ExceptionHandlingPath = path, SuppressDiagnosticsCallback = _ => true };

    // What is under /api, in either language; /api itself is a page.
    private static bool IsApi(HttpContext context) => Languages.Bare(context.Request.Path).StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue;

    private static void AddReference(ProblemDetailsContext problem)
    {
        if (problem.HttpContext.Features.Get<ErrorReference>() is { } reference) problem.ProblemDetails.Extensions["reference"] = reference.Value;
        problem.ProblemDetails.Extensions.Remove("traceId");
    }
}
