using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Terril.Tests.Shared.Files;

/// <summary>A store that speaks the few verbs of S3 used here, on a port of its own: PUT, GET with a range, HEAD, DELETE, list by pages of two.</summary>
internal sealed class ObjectSink : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ObjectSink(WebApplication app) => _app = app;

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>How many of the next demands are answered 503.</summary>
    public int Failing { get; set; }

    public string Address => _app.Urls.Single();

    public static async Task<ObjectSink> Open()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sink = new ObjectSink(app);
        app.Run(sink.Answer);
        await app.StartAsync();
        return sink;
    }

    private async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        Asked.Enqueue($"{request.Method} {request.Path}{(request.Headers.Range.Count > 0 ? $" {request.Headers.Range}" : "")}");
        var parts = request.Path.Value!.Split('/', 3, StringSplitOptions.RemoveEmptyEntries);
        // Every demand is signed, and never in the clear.
        if (!request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=key/", StringComparison.Ordinal)) response.StatusCode = 403;
        else if (Failing > 0) (Failing, response.StatusCode) = (Failing - 1, 503);
        else if (parts.Length == 1) await List(request, response, parts[0]);
        else await One(request, response, string.Join('/', parts));
    }

    private async Task One(HttpRequest request, HttpResponse response, string key)
    {
        if (request.Method == "PUT")
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            Objects[key] = request.Headers["x-amz-content-sha256"].ToString().StartsWith("STREAMING", StringComparison.Ordinal) ? Unchunked(body.ToArray()) : body.ToArray();
            response.Headers.ETag = "\"00000000000000000000000000000000-1\"";
        }
        else if (request.Method == "DELETE")
        {
            Objects.TryRemove(key, out _);
            response.StatusCode = 204;
        }
        else if (!Objects.TryGetValue(key, out var found)) response.StatusCode = 404;
        else
        {
            var from = request.Headers.Range.ToString() is { Length: > 0 } range ? int.Parse(range["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture) : 0;
            if (from > 0) (response.StatusCode, response.Headers.ContentRange) = (206, $"bytes {from}-{found.Length - 1}/{found.Length}");
            response.ContentLength = found.Length - from;
            response.Headers.ETag = "\"00000000000000000000000000000000-1\"";
            if (request.Method == "GET") await response.Body.WriteAsync(found.AsMemory(from));
        }
    }

    private Task List(HttpRequest request, HttpResponse response, string bucket)
    {
        var (prefix, after) = (request.Query["prefix"].ToString(), request.Query["continuation-token"].ToString());
        var keys = Objects.Keys.Select(k => k[(bucket.Length + 1)..]).Where(k => k.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(k, after) > 0).Order(StringComparer.Ordinal).ToList();
        var page = new StringBuilder("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        page.Append(CultureInfo.InvariantCulture, $"<Name>{bucket}</Name><IsTruncated>{(keys.Count > 2 ? "true" : "false")}</IsTruncated>");
        if (keys.Count > 2) page.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{keys[1]}</NextContinuationToken>");
        foreach (var key in keys.Take(2)) page.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{key}</Key><LastModified>2026-11-01T00:00:00.000Z</LastModified><Size>1</Size></Contents>");
        response.ContentType = "application/xml";
        return response.WriteAsync(page.Append("</ListBucketResult>").ToString());
    }

    // aws-chunked: the length of each part in hexadecimal, its signature, its bytes; then trailers.
    private static byte[] Unchunked(byte[] body)
    {
        var whole = new MemoryStream();
        for (var at = 0; ;)
        {
            var end = at + body.AsSpan(at).IndexOf("\r\n"u8);
            var length = int.Parse(Encoding.ASCII.GetString(body, at, end - at).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0) return whole.ToArray();
            whole.Write(body, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
