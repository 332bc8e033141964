using System.IO.Compression;

namespace Terril.Observatory.Boundaries;

/// <summary>Finds how much must be taken away for a document to weigh no more than it may.</summary>
internal static class Weigh
{
    private const int Quality = 11;
    private const int Window = 22;
    private const int MostTries = 8;

    // Close enough to the bar: another try would gain nothing that is seen.
    private const double Close = 0.985;

    /// <summary>The heaviest that is under <paramref name="most"/> bytes of Brotli; the lightest there is when none is.</summary>
    /// <param name="least">What is taken away in any case.</param>
    /// <param name="all">What can be taken away.</param>
    /// <param name="most">Bytes of Brotli.</param>
    /// <param name="write">The document without so much.</param>
    public static (byte[] Plain, byte[] Brotli) Heaviest(int least, int all, int most, Func<int, byte[]> write)
    {
        var heavy = At(least);
        if (heavy.Brotli.Length <= most) return heavy;
        var light = At(all);
        var (low, high) = (least, all);
        for (var tries = 0; tries < MostTries && light.Brotli.Length < most * Close && high - low > 1; tries++)
        {
            // The weight is nearly in proportion to what is left.
            var share = (heavy.Brotli.Length - (most * (1 + Close) / 2)) / (heavy.Brotli.Length - light.Brotli.Length);
            var middle = Math.Clamp(low + (int)(share * (high - low)), low + 1, high - 1);
            var tried = At(middle);
            if (tried.Brotli.Length <= most) (high, light) = (middle, tried);
            else (low, heavy) = (middle, tried);
        }
        return light;

        (byte[] Plain, byte[] Brotli) At(int removed) => write(removed) is var plain ? (plain, Compress(plain)) : default;
    }

    private static byte[] Compress(byte[] plain)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, compressed, out var length, Quality, Window) ? compressed[..length] : throw new InvalidOperationException("Brotli needs more room than it says.");
    }
}
