using System.CommandLine;
using Terril.Observatory;

namespace Terril.Running;

/// <summary>How these commands speak: French, unless the variables of the terminal say English.</summary>
internal sealed class Speech(ParseResult parsed)
{
    private static readonly string[] s_variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    private readonly TextWriter _out = parsed.InvocationConfiguration.Output;
    private readonly TextWriter _errors = parsed.InvocationConfiguration.Error;

    private string In { get; } = (s_variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v)) ?? "fr")
        .StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "fr";

    public void Say(string fr, string en) => _out.WriteLine(In == "en" ? en : fr);

    public void Say(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings) _errors.WriteLine(finding.In(In));
    }

    /// <summary>Does it; input that is refused is said, one line a finding, with exit code 1.</summary>
    public async Task<int> Try(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (FaultyInputException refused)
        {
            Say(refused.Findings);
            return 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            _errors.WriteLine(fault.Message);
            return 1;
        }
    }
}
