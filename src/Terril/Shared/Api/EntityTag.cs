using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Terril.Shared.Api;

/// <summary>Names an answer: the same data asked the same way, by the same program, gives the same bytes.</summary>
public static class EntityTag
{
    private static readonly string s_program = typeof(EntityTag).Module.ModuleVersionId.ToString("n");

    /// <summary>Tags the answer with what it was made from. True when the reader already has it.</summary>
    public static bool IsKnown(HttpContext context, string version)
    {
        var request = context.Request;
        // A compressed answer is other bytes, hence another tag: whoever negotiates otherwise is named otherwise.
        var asked = string.Join('\n', s_program, version, request.PathBase, request.Path, request.QueryString, request.Headers.Accept, request.Headers.AcceptEncoding);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))[..32]}\"");
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode is not (StatusCodes.Status200OK or StatusCodes.Status304NotModified)) return Task.CompletedTask;
            var headers = context.Response.GetTypedHeaders();
            headers.ETag = tag;
            headers.CacheControl = new CacheControlHeaderValue { Public = true, NoCache = true };
            return Task.CompletedTask;
        });
        return request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
    }
}
