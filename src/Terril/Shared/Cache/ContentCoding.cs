using System.Buffers;
using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace Terril.Shared.Cache;

/// <summary>How the bytes of an answer are written.</summary>
public enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}

/// <summary>Chooses a coding and writes in it.</summary>
public static class ContentCodings
{
    // Written once, read many times: from here on, Brotli asks twice the time for one byte in thirty.
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 22;

    /// <summary>The densest coding that the reader accepts.</summary>
    public static ContentCoding Accepted(StringValues acceptEncoding)
    {
        var best = ContentCoding.Identity;
        foreach (var line in acceptEncoding)
        {
            var rest = line.AsSpan();
            while (rest.Length > 0)
            {
                var comma = rest.IndexOf(',');
                var part = comma < 0 ? rest : rest[..comma];
                rest = comma < 0 ? [] : rest[(comma + 1)..];
                var coding = Named(part);
                if (coding > best) best = coding;
            }
        }
        return best;
    }

    /// <summary>The name of a coding in headers; null for bytes as they are.</summary>
    public static string? Name(this ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    public static byte[] Write(this ContentCoding coding, ReadOnlySpan<byte> plain) => coding switch
    {
        ContentCoding.Brotli => Brotli(plain),
        ContentCoding.Gzip => Gzip(plain),
        _ => plain.ToArray(),
    };

    private static ContentCoding Named(ReadOnlySpan<char> part)
    {
        var end = part.IndexOf(';');
        var name = (end < 0 ? part : part[..end]).Trim();
        var coding = name.Equals("br", StringComparison.OrdinalIgnoreCase) ? ContentCoding.Brotli
            : name.Equals("gzip", StringComparison.OrdinalIgnoreCase) ? ContentCoding.Gzip
            : ContentCoding.Identity;
        // « br;q=0 », or 0.000: not that one.
        return end < 0 || part[(end + 1)..].IndexOfAnyInRange('1', '9') >= 0 ? coding : ContentCoding.Identity;
    }

    private static byte[] Brotli(ReadOnlySpan<byte> plain)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(plain.Length));
        try
        {
            if (!BrotliEncoder.TryCompress(plain, buffer, out var written, BrotliQuality, BrotliWindow)) throw new InvalidDataException("Brotli");
            return buffer[..written];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Gzip(ReadOnlySpan<byte> plain)
    {
        using var to = new MemoryStream(plain.Length / 4);
        using (var gzip = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(plain);
        return to.ToArray();
    }
}
