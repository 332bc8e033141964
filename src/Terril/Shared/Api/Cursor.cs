using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Terril.Shared.Api;

/// <summary>A place in a list, as a text that nobody needs to read.</summary>
public static class Cursor
{
    public static string Write(params IReadOnlyList<string> parts) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts));

    public static bool TryRead(string said, [MaybeNullWhen(false)] out IReadOnlyList<string> parts)
    {
        parts = null;
        if (!Base64Url.IsValid(said)) return false;
        try
        {
            parts = JsonSerializer.Deserialize<IReadOnlyList<string>>(Base64Url.DecodeFromChars(said));
            return parts is not null && parts.All(part => part is not null);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
