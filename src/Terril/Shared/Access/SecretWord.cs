using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Terril.Shared.Access;

/// <summary>Words that open a door: 256 bits of chance, 43 characters that an address bears as they are. Whoever reads the database finds only their hash, which chance of that size needs no salt for.</summary>
internal static class SecretWord
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
