namespace Terril.Shared.Wording;

/// <summary>The beginning of a text, for a line of a list.</summary>
public static class Beginnings
{
    /// <summary>The whole on one line when it holds in <paramref name="most"/> characters; else as many words as do, and an ellipsis.</summary>
    public static string Of(string text, int most)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= most) return line;
        var cut = line.LastIndexOf(' ', most - 1);
        if (cut < most / 2) cut = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line[..cut].TrimEnd(' ', ',', ';', ':', '.') + "…";
    }
}
