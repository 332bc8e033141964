using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Terril.Observatory.Recipes;

/// <summary>A mapping of a YAML file that knows where it stands, what was asked of it, and complains about the rest.</summary>
/// <remarks>Every fault goes to <c>findings</c> and reading goes on, so that a person sees them all at once.</remarks>
public sealed class YamlMap
{
    private readonly string _file;
    private readonly ICollection<Finding> _findings;
    private readonly YamlMappingNode _node;
    private readonly YamlMap? _fallback;
    private readonly HashSet<string> _asked;

    private YamlMap(string file, YamlMappingNode node, ICollection<Finding> findings)
    {
        (_file, _node, _findings, _asked) = (file, node, findings, new(StringComparer.Ordinal));
    }

    private YamlMap(YamlMap own, YamlMap? fallback)
    {
        (_file, _node, _findings, _asked, _fallback) = (own._file, own._node, own._findings, own._asked, fallback);
    }

    /// <summary>Where it begins: file, line and column.</summary>
    public Place Place => At(_node);

    /// <summary>The mappings of a file: one, or those of a list. What cannot be read is a finding.</summary>
    /// <param name="file">Its name in findings.</param>
    /// <param name="bytes">UTF-8, one megabyte at most.</param>
    /// <param name="findings">Where faults go, those of the file and those found later by what is asked.</param>
    public static IReadOnlyList<YamlMap> Read(string file, byte[] bytes, ICollection<Finding> findings)
    {
        if (bytes.Length > 1 << 20)
        {
            findings.Add(Stop("recipe-too-large", new Place(file), "le fichier dépasse 1 Mo ; une recette est un texte court", "the file is over 1 MB; a recipe is a short text"));
            return [];
        }

        try
        {
            using var text = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, throwOnInvalidBytes: true));
            var stream = new YamlStream();
            stream.Load(new ShallowParser(text));
            if (stream.Documents.Count == 0) return [];
            if (stream.Documents.Count > 1)
                findings.Add(Stop("yaml", At(file, stream.Documents[1].RootNode), "un second document commence ici (---) ; en faire un autre fichier", "a second document begins here (---); make it another file"));
            return stream.Documents[0].RootNode switch
            {
                YamlMappingNode map => [new YamlMap(file, map, findings)],
                YamlSequenceNode list => Items(file, list, findings),
                var other => Wrong(file, other, findings),
            };
        }
        catch (YamlException e)
        {
            findings.Add(Tab(file, bytes) ?? Unreadable(file, e));
        }
        catch (DecoderFallbackException)
        {
            findings.Add(Stop("yaml", new Place(file), "le fichier n’est pas en UTF-8 ; enregistrez-le en UTF-8", "the file is not UTF-8; save it as UTF-8"));
        }
        return [];
    }

    // What a parser says of a tab names another line.
    private static Finding? Tab(string file, byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        var at = Array.FindIndex(lines, line => line[..^line.TrimStart().Length].Contains('\t', StringComparison.Ordinal));
        return at < 0 ? null : Stop("yaml", new Place(file, at + 1, lines[at].IndexOf('\t', StringComparison.Ordinal) + 1), "une tabulation décale cette ligne ; la remplacer par des espaces", "a tab indents this line; replace it with spaces");
    }

    private static Finding Unreadable(string file, YamlException e)
    {
        var why = (e.InnerException ?? e).Message.ReplaceLineEndings(" ");
        return Stop("yaml", new Place(file, (int)e.Start.Line, (int)e.Start.Column), $"YAML illisible : {why}", $"unreadable YAML: {why}");
    }

    /// <summary>This mapping, where what it lacks is asked of <paramref name="other"/>.</summary>
    public YamlMap Over(YamlMap? other) => new(this, other);

    /// <summary>Whether the key is there, with a value.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The keys, in order.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "");

    /// <summary>A scalar; a fault when it is required and absent.</summary>
    public string? String(string key, bool required = false)
    {
        var node = Find(key);
        if (node is YamlScalarNode { Value: { } value }) return value;
        if (node is not null) Fault(At(node), "expected-text", $"« {key} » attend un texte", $"“{key}” expects a text");
        else if (required) Fault(Place, "missing-key", $"il manque « {key} »", $"“{key}” is missing");
        return null;
    }

    /// <summary>A scalar that must be there; empty, and a fault, when it is not.</summary>
    public string Required(string key) => String(key, required: true) ?? "";

    /// <summary>A text in both languages: <c>{ fr: …, en: … }</c>.</summary>
    public Text Text(string key, bool required = false)
    {
        if (Find(key) is YamlMappingNode node)
        {
            var map = new YamlMap(_file, node, _findings);
            var text = new Text(map.Required("fr"), map.Required("en"));
            map.Done();
            return text;
        }
        var same = String(key, required);
        return same is null ? default : Observatory.Text.Same(same);
    }

    /// <summary>A whole number; null, and a fault, when it is none.</summary>
    public int? Int(string key, bool required = false) => Parse<int>(key, required, "un nombre entier", "a whole number");

    /// <summary>A finite number; null, and a fault, when it is none.</summary>
    public double? Double(string key, bool required = false) => Parse<double>(key, required, "un nombre", "a number");

    /// <summary>One of the names of <typeparamref name="T"/>, in any case; a fault, and <paramref name="otherwise"/>, when it is none.</summary>
    public T Enum<T>(string key, T otherwise) where T : struct, Enum
    {
        var text = String(key);
        if (text is null) return otherwise;
        if (System.Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0])) return value;
        var names = string.Join(", ", System.Enum.GetNames<T>().Select(n => n.ToLowerInvariant()));
        Fault(PlaceOf(key), "unknown-value", $"« {text} » n’est pas une valeur de « {key} » ; choisir parmi {names}", $"“{text}” is no value of “{key}”; choose among {names}");
        return otherwise;
    }

    /// <summary>The mapping of a key; null when it is absent, a fault when it is something else.</summary>
    public YamlMap? Map(string key, bool required = false)
    {
        var node = Find(key);
        if (node is YamlMappingNode map) return new YamlMap(_file, map, _findings);
        if (node is not null) Fault(At(node), "expected-map", $"« {key} » attend des clés : {{ … }}", $"“{key}” expects keys: {{ … }}");
        else if (required) Fault(Place, "missing-key", $"il manque « {key} »", $"“{key}” is missing");
        return null;
    }

    /// <summary>The mappings of a list; none when it is absent, a fault when it is something else.</summary>
    public IReadOnlyList<YamlMap> Maps(string key, bool required = false)
    {
        var node = Find(key);
        if (node is YamlSequenceNode list) return Items(_file, list, _findings);
        if (node is not null) Fault(At(node), "expected-list", $"« {key} » attend une liste", $"“{key}” expects a list");
        else if (required) Fault(Place, "missing-key", $"il manque « {key} »", $"“{key}” is missing");
        return [];
    }

    /// <summary>A list of scalars; a lone scalar is a list of one. The mappings among them are left to <see cref="MapsAmong"/>.</summary>
    public IReadOnlyList<string>? Strings(string key) => Find(key) switch
    {
        YamlScalarNode { Value: { } one } => [one],
        YamlSequenceNode list => [.. list.OfType<YamlScalarNode>().Select(n => n.Value ?? "")],
        _ => null,
    };

    /// <summary>The mappings of a list of scalars and mappings, or the mapping itself.</summary>
    public IReadOnlyList<YamlMap> MapsAmong(string key) => Find(key) switch
    {
        YamlMappingNode map => [new YamlMap(_file, map, _findings)],
        YamlSequenceNode list => [.. list.OfType<YamlMappingNode>().Select(m => new YamlMap(_file, m, _findings))],
        _ => [],
    };

    /// <summary>Every key and its scalar, in order.</summary>
    public IReadOnlyDictionary<string, string> Pairs()
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in Keys) pairs[key] = String(key) ?? "";
        return pairs;
    }

    /// <summary>Reports the keys nobody asked for.</summary>
    public void Done()
    {
        foreach (var (key, value) in _node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "?";
            if (_asked.Contains(name)) continue;
            var known = string.Join(", ", _asked.Order(StringComparer.Ordinal));
            Fault(At(key), "unknown-key", $"clé inconnue « {name} » ; clés possibles : {known}", $"unknown key “{name}”; possible keys: {known}");
        }
    }

    /// <summary>Adds a fault that stops: where, which rule, and what to write instead.</summary>
    public void Fault(Place place, string rule, string fr, string en) => _findings.Add(Stop(rule, place, fr, en));

    /// <summary>Where the value of a key stands; the mapping itself when it is absent.</summary>
    public Place PlaceOf(string key) => Find(key) is { } node ? At(node) : Place;

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        // Asked of both: what is said for all is known, even where nothing needs it.
        var otherwise = _fallback?.Find(key);
        foreach (var (name, value) in _node.Children)
            if (name is YamlScalarNode { Value: { } text } && text == key)
                return value is YamlScalarNode { Value: null or "", Style: ScalarStyle.Plain } ? null : value;
        return otherwise;
    }

    private T? Parse<T>(string key, bool required, string fr, string en) where T : struct, ISpanParsable<T>
    {
        var text = String(key, required);
        if (text is null) return null;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var value) && (value is not double d || double.IsFinite(d))) return value;
        Fault(PlaceOf(key), "not-a-number", $"« {key} » attend {fr}, pas « {text} »", $"“{key}” expects {en}, not “{text}”");
        return null;
    }

    private static List<YamlMap> Items(string file, YamlSequenceNode list, ICollection<Finding> findings)
    {
        var maps = new List<YamlMap>();
        foreach (var item in list)
        {
            if (item is YamlMappingNode map) maps.Add(new YamlMap(file, map, findings));
            else Wrong(file, item, findings);
        }
        return maps;
    }

    private static IReadOnlyList<YamlMap> Wrong(string file, YamlNode node, ICollection<Finding> findings)
    {
        findings.Add(Stop("expected-map", At(file, node), "des clés sont attendues ici", "keys are expected here"));
        return [];
    }

    private Place At(YamlNode node) => At(_file, node);

    private static Place At(string file, YamlNode node) => new(file, (int)node.Start.Line, (int)node.Start.Column);

    private static Finding Stop(string rule, Place place, string fr, string en) => new(Severity.Stop, rule, place, new Text(fr, en));
}
