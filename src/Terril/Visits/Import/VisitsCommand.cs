using System.CommandLine;
using Terril.Observatory;
using Terril.Shared;
using Terril.Shared.Database;

namespace Terril.Visits.Import;

/// <summary><c>terril visits import</c>: the visits that a site folder ships. 0 done, 1 something cannot be read and nothing was put in.</summary>
public static class VisitsCommand
{
    public static Command Create(Settings settings)
    {
        var site = new Option<string>("--site") { Description = "Dossier de l’observatoire / Folder of the observatory", Required = true };
        var whenEmpty = new Option<bool>("--when-empty") { Description = "Ne fait rien s’il y a déjà des visites / Does nothing when there are visits already" };
        var import = new Command("import", "Met en place les visites de visits/*.yaml qui n’y sont pas encore / Puts in the visits of visits/*.yaml that are not there yet") { site, whenEmpty };
        import.SetAction((parsed, stop) => Run(settings, parsed, parsed.GetRequiredValue(site), parsed.GetValue(whenEmpty), stop));
        return new("visits", "Les visites / The visits") { import };
    }

    private static async Task<int> Run(Settings settings, ParseResult parsed, string site, bool whenEmpty, CancellationToken stop)
    {
        try
        {
            var visits = ReadVisits.Run(site);
            await using var db = new TerrilDb(TerrilDb.Options(settings));
            await Migrations.Run(db, TimeProvider.System, stop);
            var import = new ImportVisits(db, TimeProvider.System);
            if (whenEmpty && !await import.IsEmpty(stop)) return 0;
            var (circuits, sessions, known) = await import.Run(visits, stop);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{circuits} circuits, {sessions} séances ; {known} déjà là / {circuits} circuits, {sessions} sessions; {known} there already");
            return 0;
        }
        catch (FaultyInputException refusal)
        {
            foreach (var finding in refusal.Findings)
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{finding.Place}: {finding.Message.Fr} / {finding.Message.En} [{finding.Rule}]");
            return 1;
        }
    }
}
