using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Terril.Visits;

/// <summary>The word of a link that is sent by mail: 256 bits of chance, 43 characters. The database has only its hash.</summary>
internal static class LinkWord
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string word) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(word)));
}
