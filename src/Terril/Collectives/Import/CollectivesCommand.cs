using System.CommandLine;
using Terril.Observatory;
using Terril.Shared;
using Terril.Shared.Database;

namespace Terril.Collectives.Import;

/// <summary><c>terril collectives import</c>: the organisations and collectives that a site folder ships. 0 done, 1 something cannot be read and nothing was put in.</summary>
public static class CollectivesCommand
{
    public static Command Create(Settings settings)
    {
        var site = new Option<string>("--site") { Description = "Dossier de l’observatoire / Folder of the observatory", Required = true };
        var whenEmpty = new Option<bool>("--when-empty") { Description = "Ne fait rien s’il y a déjà des organisations / Does nothing when there are organisations already" };
        var import = new Command("import", "Met en place les organisations et les collectifs de collectives/*.yaml qui n’y sont pas encore / Puts in the organisations and collectives of collectives/*.yaml that are not there yet") { site, whenEmpty };
        import.SetAction((parsed, stop) => Run(settings, parsed, parsed.GetRequiredValue(site), parsed.GetValue(whenEmpty), stop));
        return new("collectives", "Les organisations et les collectifs / The organisations and the collectives") { import };
    }

    private static async Task<int> Run(Settings settings, ParseResult parsed, string site, bool whenEmpty, CancellationToken stop)
    {
        try
        {
            var written = ReadCollectives.Run(site);
            await using var db = new TerrilDb(TerrilDb.Options(settings));
            await Migrations.Run(db, TimeProvider.System, stop);
            var import = new ImportCollectives(db, TimeProvider.System);
            if (whenEmpty && !await import.IsEmpty(stop)) return 0;
            var (organisations, collectives, known) = await import.Run(written, stop);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{organisations} organisations, {collectives} collectifs ; {known} déjà là / {organisations} organisations, {collectives} collectives; {known} there already");
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
