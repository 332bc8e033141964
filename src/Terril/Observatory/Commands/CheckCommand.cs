using System.CommandLine;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory check</c>: reads everything, publishes nothing. 0 nothing found, 1 something stops a build, 2 warnings only.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var site = ObservatoryCommands.Required("--site", "Dossier de l’observatoire / Folder of the observatory");
        return Talk.Command("check", "Lit tout, ne publie rien / Reads everything, publishes nothing", [site], (parsed, talk) =>
        {
            var findings = Publish.Check(parsed.GetRequiredValue(site), ObservatoryCommands.Lists());
            talk.Say(findings);
            var (stops, warnings) = (findings.Count(f => f.Severity == Severity.Stop), findings.Count(f => f.Severity == Severity.Warning));
            if (talk.IsJson) talk.Write(new { stops, warnings, findings = talk.Shape(findings) });
            else talk.Line($"{stops} erreurs, {warnings} avertissements", $"{stops} errors, {warnings} warnings");
            return stops > 0 ? 1 : warnings > 0 ? 2 : 0;
        });
    }
}
