using System.CommandLine;
using System.Globalization;
using Terril.Shared;

namespace Terril.Running.Copies;

/// <summary><c>terril backup FILE</c> and <c>terril restore FILE</c>.</summary>
public static class CopyCommands
{
    public static Command Backup(Settings settings)
    {
        var file = new Argument<string>("FILE") { Description = "Le fichier à écrire, tel que terril-2026-11-22.tar.gz / The file to write" };
        var command = new Command("backup", "Copie la base, les fichiers et les publications, site ouvert ou non / Copies database, files and releases, whether the site is open or not") { file };
        command.SetAction((parsed, stop) =>
        {
            var speech = new Speech(parsed);
            return speech.Try(async () =>
            {
                var path = parsed.GetRequiredValue(file);
                var taken = await new TakeCopy(settings, TimeProvider.System).Run(path, stop);
                speech.Say(taken.Findings);
                var megabytes = (taken.Bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture);
                speech.Say($"{path} : {taken.Entries} fichiers, {megabytes} Mo avant compression", $"{path}: {taken.Entries} files, {megabytes} MB before compression");
            });
        });
        return command;
    }

    public static Command Restore(Settings settings)
    {
        var file = new Argument<string>("FILE") { Description = "Une copie faite par terril backup / A copy made by terril backup" };
        var replace = new Option<bool>("--replace") { Description = "Remplace ce qui est ici / Replaces what is here" };
        var command = new Command("restore", "Remet une copie, entière ou pas du tout, le site fermé / Puts a copy back, whole or not at all, with the site closed") { file, replace };
        command.SetAction((parsed, stop) =>
        {
            var speech = new Speech(parsed);
            return speech.Try(async () =>
            {
                var manifest = await new PutBack(settings, TimeProvider.System).Run(parsed.GetRequiredValue(file), parsed.GetValue(replace), stop);
                var taken = manifest.TakenAt.ToString("u", CultureInfo.InvariantCulture);
                speech.Say($"remis tel que le {taken}. Les courriels sont retenus : libérez-les depuis /gestion/courriels", $"put back as of {taken}. Mail is held: let it go from /gestion/courriels");
            });
        });
        return command;
    }
}
