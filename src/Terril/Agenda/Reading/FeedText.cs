using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Terril.Agenda.Reading;

/// <summary>Words, addresses and positions as they may be kept: no character that only machines read, no more than so much.</summary>
internal static class FeedText
{
    public const int LongestTitle = 500;
    public const int LongestText = 20_000;
    private const int LongestAddress = 2000;
    private const int LongestUid = 400;
    private const int MostCategories = 50;

    /// <summary>Several lines, without control characters nor halves of characters.</summary>
    public static string Lines(string said)
    {
        var text = new StringBuilder(Math.Min(said.Length, LongestText));
        foreach (var rune in said.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (text.Length >= LongestText) break;
            if (rune.Value == '\n' || rune.Value == '\t' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar)) text.Append(rune.ToString());
        }
        return text.ToString().Trim();
    }

    /// <summary>One line.</summary>
    public static string Line(string said, int longest = LongestTitle) => Cut(Lines(said).Replace('\n', ' ').Replace('\t', ' '), longest);

    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)].TrimEnd();

    /// <summary>The address of a page, or null: http or https, whole, without a name or a password.</summary>
    public static string? Address(string said) =>
        said.Length <= LongestAddress && Uri.TryCreate(said.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 && address.UserInfo.Length == 0
            && address.AbsoluteUri.Length <= LongestAddress
            ? address.AbsoluteUri : null;

    /// <summary>Null out of the globe, and at the point where the equator meets Greenwich: it stands for nothing said.</summary>
    public static (double Latitude, double Longitude)? Position(double latitude, double longitude) =>
        Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180 && (latitude != 0 || longitude != 0) ? (latitude, longitude) : null;

    public static double? Number(string said) =>
        double.TryParse(said.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static IReadOnlyList<string> Categories(IEnumerable<string> said) =>
        [.. said.Select(c => Line(c, 100)).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostCategories)];

    /// <summary>A name of somebody; an address of mail is not one.</summary>
    public static string Named(string said) => said.Contains('@', StringComparison.Ordinal) ? "" : Line(said, 200);

    public static string? Language(string? said)
    {
        var tag = said?.Trim().Replace('_', '-') ?? "";
        return tag.Length is >= 2 and <= 35 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && char.IsAsciiLetter(tag[0]) && tag.Split('-')[0].Length is 2 or 3 ? tag.ToLowerInvariant() : null;
    }

    /// <summary>What a source calls something; what is too long to be kept is known by its hash.</summary>
    public static string Uid(string said)
    {
        var uid = Line(said, int.MaxValue);
        return uid.Length <= LongestUid ? uid : MadeUid(uid);
    }

    /// <summary>The same for the same content.</summary>
    public static string MadeUid(params ReadOnlySpan<string> content) =>
        "terril-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', content!))).AsSpan(0, 16));

    public static string Decoded(string said) => WebUtility.HtmlDecode(said);
}
