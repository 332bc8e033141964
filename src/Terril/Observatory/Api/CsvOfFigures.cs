using System.Text;
using Microsoft.Net.Http.Headers;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Api;

/// <summary>Values as the export command writes them, sent as they are read: none is held in memory.</summary>
internal sealed class CsvOfFigures(Release release, IEnumerable<Figure> figures, string? next) : IResult
{
    private const int Block = 16 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, stop) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = $"observations-{release.Id}.csv" }.ToString();
        if (next is not null) response.Headers.Link = $"<{next}>; rel=\"next\"";
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;

        var units = release.Site.Indicators.ToDictionary(i => i.Id, i => i.Unit, StringComparer.Ordinal);
        var lines = new StringWriter(new StringBuilder(Block * 2));
        lines.Write($"{Export.Header}\n");
        foreach (var figure in figures)
        {
            Export.Write(lines, figure, units[figure.Key.Indicator]);
            if (lines.GetStringBuilder().Length >= Block) await Send(lines.GetStringBuilder(), response, stop);
        }
        await Send(lines.GetStringBuilder(), response, stop);
    }

    private static async Task Send(StringBuilder lines, HttpResponse response, CancellationToken stop)
    {
        foreach (var chunk in lines.GetChunks()) Encoding.UTF8.GetBytes(chunk.Span, response.BodyWriter);
        lines.Clear();
        await response.BodyWriter.FlushAsync(stop);
    }
}
