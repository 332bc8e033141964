using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Terril.Shared.Cache;

/// <summary>Which page, said how: the address as it was typed, so that two that differ are never taken for one another.</summary>
public readonly record struct PageKey(string Scheme, string Host, string Target, ContentCoding Coding);

/// <summary>An answer ready to be sent: its bytes in one coding, and its headers.</summary>
public sealed class KeptPage
{
    private const int HashLength = 16;

    private static readonly StringValues s_cacheControl = "public, no-cache";
    private static readonly StringValues s_vary = HeaderNames.AcceptEncoding;

    private readonly byte[] _bytes;
    private readonly StringValues _type;
    private readonly StringValues _coding;
    private readonly StringValues _tag;
    private readonly StringValues _modified;
    private readonly DateTimeOffset _modifiedAt;

    /// <summary>Compresses the page, once.</summary>
    public KeptPage(ReadOnlySpan<byte> plain, ContentCoding coding, string type, DateTimeOffset modified)
    {
        _bytes = coding.Write(plain);
        _type = type;
        _coding = coding.Name();
        // Strong: of the very bytes that are sent, whatever made them.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes, hash);
        _tag = $"\"{Convert.ToHexStringLower(hash[..HashLength])}\"";
        _modifiedAt = modified.AddTicks(-(modified.Ticks % TimeSpan.TicksPerSecond));
        _modified = HeaderUtilities.FormatDate(_modifiedAt);
    }

    /// <summary>What it holds of the memory, its headers and place included, about.</summary>
    public int Weight => _bytes.Length + 1024;

    /// <summary>Asked for since it was last looked at.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Sends it; only its headers when the reader has it or asks for no more.</summary>
    public Task Send(HttpContext context)
    {
        var response = context.Response;
        var headers = response.Headers;
        headers.ETag = _tag;
        headers.LastModified = _modified;
        headers.CacheControl = s_cacheControl;
        headers.Vary = s_vary;
        if (IsKnown(context.Request.Headers))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        headers.ContentType = _type;
        headers.ContentLength = _bytes.Length;
        if (_coding.Count > 0) headers.ContentEncoding = _coding;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(_bytes, 0, _bytes.Length, context.RequestAborted);
    }

    // A tag wins over a date: the date alone does not tell that the program changed.
    private bool IsKnown(IHeaderDictionary asked)
    {
        if (asked.IfNoneMatch is { Count: > 0 } tags) return tags == _tag || IsAmong(tags);
        return asked.IfModifiedSince is { Count: 1 } since && HeaderUtilities.TryParseDate(since[0], out var read) && _modifiedAt <= read;
    }

    private bool IsAmong(StringValues tags)
    {
        var own = new EntityTagHeaderValue(_tag[0]);
        return EntityTagHeaderValue.TryParseList(tags, out var known) && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: false));
    }
}
