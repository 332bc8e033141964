using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Files;

namespace Terril.Running.Inventory;

/// <summary>Files that are not what was kept wait for whoever runs the site.</summary>
internal sealed class DamagedFiles(FileInventory inventory) : IWait
{
    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        if (!person.May(RunningPermissions.SeeFiles) || await inventory.Faults(stop) is not (> 0 and var count)) return [];
        return [new(count == 1
            ? new("1 fichier est absent ou altéré : à remettre depuis une sauvegarde", "1 file is missing or altered: put it back from a backup")
            : new($"{count} fichiers sont absents ou altérés : à remettre depuis une sauvegarde", $"{count} files are missing or altered: put them back from a backup"), "/gestion/fichiers?state=wrong")];
    }
}
