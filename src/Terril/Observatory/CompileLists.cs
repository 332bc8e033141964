using System.CommandLine;
using Terril.Observatory.Territories;

namespace Terril.Observatory;

/// <summary><c>terril official-lists compile --packages node_modules --out official-lists</c>: what the build calls; not listed.</summary>
internal static class CompileLists
{
    public static Command Create()
    {
        var packages = new Option<string>("--packages") { Required = true };
        var folder = new Option<string>("--out") { Required = true };
        var compile = new Command("compile") { packages, folder };
        compile.SetAction(parsed => Run(parsed.GetRequiredValue(packages), parsed.GetRequiredValue(folder), parsed.InvocationConfiguration));
        return new Command("official-lists") { Hidden = true, Subcommands = { compile } };
    }

    private static int Run(string packages, string folder, InvocationConfiguration console)
    {
        try
        {
            OfficialLists.Compile(packages, folder);
            console.Output.WriteLine($"official-lists: {string.Join(' ', OfficialLists.Open(folder).Vintages)}");
            return 0;
        }
        catch (FaultyInputException refusal)
        {
            foreach (var finding in refusal.Findings) console.Error.WriteLine(finding.In("fr"));
            return 1;
        }
    }
}
