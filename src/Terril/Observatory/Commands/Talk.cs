using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Commands;

/// <summary>How a command speaks: results on standard output, one clear line a problem on standard error, all of it in JSON with <c>--json</c>.</summary>
internal sealed class Talk
{
    public static readonly Option<bool> Json = new("--json") { Description = "Réponse en JSON, pour les programmes / JSON answer, for programs" };
    public static readonly Option<string?> Language = new("--lang") { Description = "fr (par défaut / default) ou / or en" };

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    private readonly ParseResult _parsed;

    private Talk(ParseResult parsed)
    {
        _parsed = parsed;
        IsJson = parsed.GetValue(Json);
        In = Said(parsed).StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "fr";
    }

    public bool IsJson { get; }

    /// <summary>Language of the sentences.</summary>
    public string In { get; }

    public TextWriter Out => _parsed.InvocationConfiguration.Output;

    public TextWriter Errors => _parsed.InvocationConfiguration.Error;

    // As the C library looks for it: a variable that is empty says nothing.
    private static string Said(ParseResult parsed) => parsed.GetValue(Language)
        ?? Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v)) ?? "fr";

    /// <summary>Makes a command of a verb; input that cannot be read ends it with its findings and exit code 1.</summary>
    public static Command Command(string name, string what, IEnumerable<Symbol> symbols, Func<ParseResult, Talk, int> run)
    {
        var command = new Command(name, what);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument) command.Arguments.Add(argument);
            else command.Options.Add((Option)symbol);
        }
        command.Options.Add(Json);
        command.Options.Add(Language);
        command.SetAction(parsed =>
        {
            var talk = new Talk(parsed);
            try
            {
                return run(parsed, talk);
            }
            catch (FaultyInputException e)
            {
                talk.Say(e.Findings);
                if (talk.IsJson) talk.Write(new { findings = talk.Shape(e.Findings) });
                return 1;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                talk.Errors.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }

    /// <summary>Opens the store that must be there.</summary>
    /// <exception cref="FaultyInputException">The folder keeps no release.</exception>
    public static ReleaseStore Store(string folder)
    {
        var store = new ReleaseStore(folder, ObservatoryCommands.Lists());
        return store.History.Count > 0 ? store : throw new FaultyInputException("no-release", new Place(folder),
            "ce dossier ne garde aucune publication ; en faire une par « terril observatory build »", "this folder keeps no release; make one with “terril observatory build”");
    }

    /// <summary>One line a finding, on standard error.</summary>
    public void Say(IReadOnlyList<Finding> findings)
    {
        if (IsJson) return;
        foreach (var finding in findings)
            Errors.WriteLine($"{Mark(finding.Severity)} {finding.In(In)}");
    }

    public void Line(string fr, string en) => Out.WriteLine(In == "en" ? en : fr);

    public void Write<T>(T answer) => Out.WriteLine(JsonSerializer.Serialize(answer, Options));

    public IEnumerable<object> Shape(IReadOnlyList<Finding> findings) => findings.Select(f => new
    {
        severity = f.Severity,
        rule = f.Rule,
        file = f.Place?.File,
        line = f.Place?.Line,
        column = f.Place?.Column,
        message = f.Message.In(In),
    });

    /// <summary>Full precision, empty when there is none.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private string Mark(Severity severity) => (severity, In) switch
    {
        (Severity.Stop, "en") => "error:",
        (Severity.Stop, _) => "erreur :",
        (Severity.Warning, "en") => "warning:",
        (Severity.Warning, _) => "avertissement :",
        _ => "note :",
    };
}
