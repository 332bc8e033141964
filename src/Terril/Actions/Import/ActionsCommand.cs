using System.CommandLine;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Observatory.Recipes;
using Terril.Shared;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Actions.Import;

/// <summary><c>terril actions import</c>: a table of actions. 0 done, 1 something cannot be read and nothing was put in.</summary>
public static class ActionsCommand
{
    public static Command Create(Settings settings)
    {
        var file = new Argument<FileInfo>("file") { Description = "La table, en CSV / The table, as CSV" };
        var source = new Option<string>("--source") { Description = "Le nom de la table, gardé avec l’identifiant de chaque ligne / The name of the table, kept with the key of each row", Required = true };
        var site = new Option<string?>("--site") { Description = "Dossier de l’observatoire, pour vérifier les indicateurs / Folder of the observatory, to check the indicators" };
        var trial = new Option<bool>("--dry-run") { Description = "Dit ce qui serait fait, sans rien faire / Says what would be done, and does nothing" };
        var whenEmpty = new Option<bool>("--when-empty") { Description = "Ne fait rien s’il y a déjà des actions / Does nothing when there are actions already" };
        var import = new Command("import", "Met une table au recensement ; deux fois ne change rien / Puts a table in the census; twice changes nothing") { file, source, site, trial, whenEmpty };
        import.SetAction((parsed, stop) => Run(settings, parsed, parsed.GetRequiredValue(file), parsed.GetRequiredValue(source), parsed.GetValue(site), parsed.GetValue(trial), parsed.GetValue(whenEmpty), stop));
        return new("actions", "Le recensement des actions / The census of actions") { import };
    }

    private static async Task<int> Run(Settings settings, ParseResult parsed, FileInfo file, string source, string? site, bool isTrial, bool whenEmpty, CancellationToken stop)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            if (!file.Exists) throw new FaultyInputException("missing-file", new Place(file.Name), "ce fichier n’existe pas", "there is no such file");
            var indicators = site is null ? null : SiteFolder.Open(site).Read().Indicators.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
            var actions = ReadActions.Run(file.OpenRead(), file.Name, indicators);
            await using var db = new TerrilDb(TerrilDb.Options(settings));
            await Migrations.Run(db, TimeProvider.System, stop);
            var import = new ImportActions(db, AuditTrail.OfTheProgram(db, TimeProvider.System), TimeProvider.System);
            if (whenEmpty && !await import.IsEmpty(stop)) return 0;
            var (added, changed, same, left) = await import.Run(source, actions, await KnownCollectives.Of(settings, stop), isTrial, stop);
            await output.WriteLineAsync(isTrial
                ? $"À blanc : {added} à ajouter, {changed} à modifier, {same} déjà là, {left} laissées / Dry run: {added} to add, {changed} to change, {same} there already, {left} left"
                : $"{added} ajoutées, {changed} modifiées, {same} déjà là, {left} laissées / {added} added, {changed} changed, {same} there already, {left} left");
            return 0;
        }
        catch (FaultyInputException refusal)
        {
            foreach (var finding in refusal.Findings) await error.WriteLineAsync($"{finding.Place}: {finding.Message.Fr} / {finding.Message.En} [{finding.Rule}]");
            return 1;
        }
    }
}
