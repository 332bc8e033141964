using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Terril.Accounts.Factors;

/// <summary>
/// Codes of an authenticator application: six figures, thirty seconds, HMAC-SHA-1 (RFC 6238), as all of them know.
/// The step of a code is told, so that it serves once: that of the framework does not tell it.
/// </summary>
internal static class Totp
{
    private const int Seconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    // Telephones are a little late or early.
    private const int Drift = 1;

    public static string NewSecret() => RandomNumberGenerator.GetString(Base32, 32);

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / Seconds;

    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 as authenticators know it; what HMAC asks of SHA-1 still holds.
        var hash = HMACSHA1.HashData(Decode(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step that a code is of; null when it is of none near <paramref name="now"/>.</summary>
    public static long? StepOf(string secret, string code, DateTimeOffset now)
    {
        var typed = Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        var here = StepAt(now);
        long? found = null;
        for (var step = here - Drift; step <= here + Drift; step++)
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(Code(secret, step)))) found = step;
        return found;
    }

    /// <summary>What a telephone reads from the square.</summary>
    public static string Address(string secret, string email, string site) =>
        $"otpauth://totp/{Uri.EscapeDataString($"{site}:{email}")}?secret={secret}&issuer={Uri.EscapeDataString(site)}";

    private static byte[] Decode(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        for (int i = 0, bits = 0, held = 0, at = 0; i < secret.Length; i++)
        {
            held = (held << 5 | Base32.IndexOf(secret[i], StringComparison.Ordinal)) & 0xfff;
            if ((bits += 5) < 8) continue;
            bytes[at++] = (byte)(held >> (bits -= 8));
        }
        return bytes;
    }
}
