using System.Globalization;

namespace Terril.Bench.Web;

/// <summary>What the server alone can do: an answer of so many bytes at hand, and a Razor page of so many rows.</summary>
internal static class Bare
{
    public static Task Serve(string address)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(address).ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Logging.ClearProviders();
        builder.Services.AddRazorPages();
        var app = builder.Build();
        var answers = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        app.Use((context, next) =>
        {
            var path = context.Request.Path.Value!;
            if (path is "/304")
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
            if (!path.StartsWith("/bytes/", StringComparison.Ordinal)) return next(context);
            byte[] answer;
            lock (answers)
            {
                if (!answers.TryGetValue(path, out answer!)) answers[path] = answer = new byte[int.Parse(path.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture)];
            }
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = answer.Length;
            return context.Response.Body.WriteAsync(answer, 0, answer.Length);
        });
        app.UseRouting();
        app.MapRazorPages();
        return app.RunAsync();
    }
}
