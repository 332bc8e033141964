using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Files;
using Terril.Shared.Wording;

namespace Terril.Running.Inventory;

/// <summary>The orders of the files.</summary>
public enum FileOrder
{
    KeptAt,
    Length,
}

/// <summary>Files that were let in, and what the inventory says of them.</summary>
[Requires(RunningPermissions.SeeFiles)]
public sealed class IndexPage(FileInventory inventory, AuditTrail trail, TerrilDb db) : TablePage<StoredFile, FileOrder>
{
    private const string State = "state", Whole = "whole", Wrong = "wrong";

    protected override Table<StoredFile, FileOrder> Declare() => new(new("Fichiers gardés", "Files kept"),
    [
        new(new("Fichier", "File"), f => new(f.Name) { Address = Links.File(f.Path), Small = f.Policy }),
        new(new("État", "State"), f => f.Fault switch
        {
            FileFault.Lost => new(T["absent", "missing"]) { Tag = "bad" },
            FileFault.Altered => new(T["altéré", "altered"]) { Tag = "bad" },
            _ => f.CheckedAt is null ? new(T["pas encore relu", "not read again yet"]) { Tag = "" } : new(T["intact", "whole"]) { Tag = "ok" },
        }),
        new(new("Poids, ko", "Weight, kB"), f => new(T.Number(f.Length / 1000.0, 1)) { Exported = f.Length.ToString(CultureInfo.InvariantCulture) }) { Sort = FileOrder.Length, IsNumber = true },
        new(new("Gardé le", "Kept on"), f => new(T.Instant(f.KeptAt)) { Exported = Paris.Time(f.KeptAt).ToString("O") }) { Sort = FileOrder.KeptAt },
        new(new("Relu le", "Read again on"), f => f.CheckedAt is { } at ? new(T.Instant(at)) { Exported = Paris.Time(at).ToString("O") } : new("")),
    ])
    {
        StartsDown = true,
        Filters = [new(State, new("État", "State")) { Choices = [(Wrong, new("Absents ou altérés", "Missing or altered")), (Whole, new("Les autres", "The others"))] }],
    };

    protected override IQueryable<StoredFile> Rows(TableAsked<FileOrder> asked) => asked[State] switch
    {
        Wrong => inventory.Files.Where(f => f.Fault != null),
        Whole => inventory.Files.Where(f => f.Fault == null),
        _ => inventory.Files,
    };

    protected override IQueryable<StoredFile> Sorted(IQueryable<StoredFile> rows, FileOrder by, bool down) =>
        (by == FileOrder.Length ? rows.By(f => f.Length, down) : rows.By(f => f.KeptAt, down)).ThenByDescending(f => f.Id);

    /// <summary>Has them all read again without waiting for the night.</summary>
    public async Task<IActionResult> OnPostCheck(CancellationToken stop)
    {
        inventory.AskCheck();
        trail.Record("files.check", "files", null);
        await db.SaveChangesAsync(stop);
        TempData[TableNames.Done] = T["La relecture de tous les fichiers est demandée : son résultat sera ici.", "All files will be read again: the outcome will be here."];
        return Redirect(Links.To("/gestion/fichiers"));
    }
}
