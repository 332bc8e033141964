using System.CommandLine;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory verify</c>: rebuilds from the kept snapshots and compares byte for byte.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var folder = ObservatoryCommands.Required("--out", "Dossier des publications / Folder of the releases");
        var id = new Argument<string?>("ID") { Description = "Publication ; celle en vigueur si rien n’est dit / Release; the one in force when not said", Arity = ArgumentArity.ZeroOrOne };
        return Talk.Command("verify", "Reconstruit et compare octet par octet / Rebuilds and compares byte for byte", [folder, id], (parsed, talk) =>
        {
            var store = Talk.Store(parsed.GetRequiredValue(folder));
            var release = parsed.GetValue(id) ?? store.History[^1].Release;
            var findings = Verify.Run(store, release);
            talk.Say(findings);
            if (talk.IsJson) talk.Write(new { release, verified = findings.Count == 0, findings = talk.Shape(findings) });
            else if (findings.Count == 0) talk.Line($"{release} : reconstruite à l’identique, octet par octet", $"{release}: rebuilt identical, byte for byte");
            return findings.Count == 0 ? 0 : 1;
        });
    }
}
