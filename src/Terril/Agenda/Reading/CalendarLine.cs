using System.Text;

namespace Terril.Agenda.Reading;

/// <summary>A line of a calendar once unfolded: its name in capitals, its parameters, its value as written.</summary>
/// <param name="Number">Of its first line in the file.</param>
internal sealed record CalendarLine(int Number, string Name, IReadOnlyList<(string Name, string Value)> Parameters, string Value)
{
    private const int LongestName = 80;
    private const int MostParameters = 30;

    public string? Parameter(string name) => Parameters.FirstOrDefault(p => p.Name == name).Value;

    public bool IsDate => string.Equals(Parameter("VALUE"), "DATE", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as text: what follows an unknown escape is kept as it is.</summary>
    public string Text => Unescape(Value);

    /// <summary>Null when it has no name or no colon.</summary>
    public static CalendarLine? Of(int number, string line)
    {
        var at = NameEnd(line, 0);
        if (at == 0 || at > LongestName) return null;
        var name = line[..at].ToUpperInvariant();
        var parameters = new List<(string, string)>();
        while (at < line.Length && line[at] == ';')
        {
            if (Parameter(line, ref at) is not { } parameter) return Loose(number, name, line);
            if (parameters.Count < MostParameters) parameters.Add(parameter);
        }
        return at < line.Length && line[at] == ':' ? new(number, Ungrouped(name), parameters, line[(at + 1)..]) : null;
    }

    /// <summary>Values between commas that no backslash protects, each as text.</summary>
    public IEnumerable<string> Texts()
    {
        var start = 0;
        for (var at = 0; at < Value.Length; at++)
        {
            if (Value[at] == '\\') at++;
            else if (Value[at] == ',')
            {
                yield return Unescape(Value[start..at]);
                start = at + 1;
            }
        }
        yield return Unescape(Value[start..]);
    }

    public static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal)) return value;
        var text = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            var next = value[at] == '\\' && at + 1 < value.Length ? value[at + 1] : '\0';
            if (next is '\\' or ';' or ',') text.Append(value[++at]);
            else if (next is 'n' or 'N') (_, at) = (text.Append('\n'), at + 1);
            else text.Append(value[at]);
        }
        return text.ToString();
    }

    private static (string, string)? Parameter(string line, ref int at)
    {
        var start = at + 1;
        var equals = NameEnd(line, start);
        if (equals == start || equals >= line.Length || line[equals] != '=') return null;
        var name = line[start..equals].ToUpperInvariant();
        var value = new StringBuilder();
        for (at = equals + 1; at < line.Length && line[at] is not (';' or ':'); at++)
        {
            if (line[at] != '"')
            {
                value.Append(line[at]);
                continue;
            }
            var end = line.IndexOf('"', at + 1);
            if (end < 0) return null;
            value.Append(line, at + 1, end - at - 1);
            at = end;
        }
        return (name, Caret(value.ToString()));
    }

    // A quotation that is never closed, a parameter without a value: what follows the first colon is the value, the rest is not known.
    private static CalendarLine? Loose(int number, string name, string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? new(number, Ungrouped(name), [("X-TERRIL-LOOSE", "1")], line[(colon + 1)..]) : null;

    // RFC 6868.
    private static string Caret(string value) => !value.Contains('^', StringComparison.Ordinal) ? value
        : value.Replace("^^", "\0", StringComparison.Ordinal).Replace("^n", "\n", StringComparison.Ordinal).Replace("^N", "\n", StringComparison.Ordinal)
            .Replace("^'", "\"", StringComparison.Ordinal).Replace('\0', '^');

    private static int NameEnd(string line, int at)
    {
        while (at < line.Length && (char.IsAsciiLetterOrDigit(line[at]) || line[at] is '-' or '_' or '.')) at++;
        return at;
    }

    private static string Ungrouped(string name) => name[(name.LastIndexOf('.') + 1)..];
}
