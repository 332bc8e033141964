using System.CommandLine;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory check</c>: reads everything, publishes nothing. 0 nothing found, 1 something stops a build, 2 warnings only.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var site = ObservatoryCommands.Required("--site", "Dossier de l’observatoire / Folder of the observatory");
        return Talk.Command("check", "Lit tout, ne publie rien / Reads everything, publishes nothing", [site], (parsed, talk) => LongWork.Run(
            talk,
            new Text("contrôle arrêté avant la fin", "check stopped before its end"),
            (progress, stop) => Publish.Check(parsed.GetRequiredValue(site), ObservatoryCommands.Lists(), progress, stop),
            findings => Tell(talk, findings)));
    }

    private static int Tell(Talk talk, IReadOnlyList<Finding> findings)
    {
        talk.Say(findings);
        var (stops, warnings) = (findings.Count(f => f.Severity == Severity.Stop), findings.Count(f => f.Severity == Severity.Warning));
        if (talk.IsJson) talk.Write(new { stops, warnings, findings = talk.Shape(findings) });
        else talk.Line($"{stops} erreurs, {warnings} avertissements", $"{stops} errors, {warnings} warnings");
        return stops > 0 ? 1 : warnings > 0 ? 2 : 0;
    }
}
