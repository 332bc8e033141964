namespace Terril.Bench;

/// <summary><c>bench/RESULTS.md</c>: a section a kind of measure, each replaced by its own whole run, the others left as they are.</summary>
internal static class ResultsFile
{
    private const string Mark = "\n## ";

    private const string Head = """
        # Results

        Written by `./dev bench`: each section is replaced by a whole run of its measures, and says when and on what machine that was. The site has [results of its own](RESULTS-web.md), by `./dev bench web`.

        """;

    private static readonly string s_path = Path.Combine(Ground.Root, "bench", "RESULTS.md");

    /// <summary>Replaces a section, or adds it after the others.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="text">In Markdown, without the heading.</param>
    public static void Write(string title, string text)
    {
        var sections = File.Exists(s_path) ? File.ReadAllText(s_path).Split(Mark)[1..].ToList() : [];
        var section = $"{title}\n\n{text.Trim()}\n";
        var at = sections.FindIndex(old => old.StartsWith(title + '\n', StringComparison.Ordinal));
        if (at < 0) sections.Add(section);
        else sections[at] = section;
        File.WriteAllText(s_path, Head + string.Concat(sections.Select(each => Mark + each)));
    }
}
