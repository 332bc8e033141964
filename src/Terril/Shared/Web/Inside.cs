namespace Terril.Shared.Web;

/// <summary>Where one may be sent on by an address: a page of ours, and nowhere else.</summary>
public static class Inside
{
    /// <summary>The path asked when it is one of ours, else <paramref name="otherwise"/>.</summary>
    public static string Or(string? asked, string otherwise) => Is(asked) ? asked! : otherwise;

    // « //elsewhere » and « /\elsewhere » are other sites to a browser, which also drops tabs and line ends before it reads.
    private static bool Is(string? asked) =>
        asked is ['/', .. var rest] && rest is not ['/' or '\\', ..] && !asked.Any(c => char.IsControl(c) || c == '\\' || char.IsSurrogate(c));
}
