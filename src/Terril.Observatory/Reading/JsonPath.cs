using System.Text.RegularExpressions;

namespace Terril.Observatory.Reading;

/// <summary>The path from a JSON document to its rows: the part of JSONPath (RFC 9535) that has a use here.</summary>
internal static partial class JsonPath
{
    /// <summary>The steps of <c>$.a['b c'][*]</c>: the name of a property, or null for every element of an array.</summary>
    /// <exception cref="FaultyInputException">Another form of path.</exception>
    public static IReadOnlyList<string?> Parse(string path, string file)
    {
        var match = Form().Match(path);
        if (!match.Success) throw ReadingFaults.UnknownPath(file, path);
        return [.. match.Groups["step"].Captures.Select(step => NameIn(step.Value))];
    }

    private static string? NameIn(string step) => step switch
    {
        "[*]" => null,
        ['.', .. var name] => name,
        _ => step[2..^2],
    };

    [GeneratedRegex(@"^\$(?<step>\.[^.\[\]]+|\['[^']+'\]|\[\*\])*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
