using System.Collections;
using System.CommandLine;
using Terril.Shared;

namespace Terril.Running.Doctor;

/// <summary><c>terril doctor</c>: what is wrong and what to do. Exit code 0 when nothing is bad, 1 otherwise.</summary>
public static class DoctorCommand
{
    public static Command Create(Settings settings)
    {
        var command = new Command("doctor", "Dit ce qui ne va pas et quoi faire / Says what is wrong and what to do");
        command.SetAction(async (parsed, _) =>
        {
            var (speech, worst) = (new Speech(parsed), Verdict.Good);
            var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
            await foreach (var found in new Examine(settings, TimeProvider.System).Run(variables))
            {
                speech.Say(found.In("fr"), found.In("en"));
                if (found.Verdict > worst) worst = found.Verdict;
            }
            return worst == Verdict.Bad ? 1 : 0;
        });
        return command;
    }
}
