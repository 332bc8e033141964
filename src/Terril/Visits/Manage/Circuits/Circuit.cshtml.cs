using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Shared.Forms;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>A circuit of the catalogue: its stops in order, its photos, whether it is shown.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class CircuitPage(TerrilDb db, ChangeCircuitStops change, PublishCircuit publish, FileGate gate) : FormPage
{
    private const int Thumb = 320;

    public Circuit Circuit { get; private set; } = null!;

    public IReadOnlyList<CircuitStop> Stops { get; private set; } = [];

    public IReadOnlyList<(VisitPhoto Photo, StoredFile File)> Photos { get; private set; } = [];

    /// <summary>What it lacks to be shown.</summary>
    public IReadOnlyList<Text> Lacks { get; private set; } = [];

    /// <summary>It was asked to be shown, and lacks something.</summary>
    public bool IsRefused { get; private set; }

    public int Sessions { get; private set; }

    public static int? ThumbWidth(StoredFile file) => file.Width is { } width ? Math.Min(width, Thumb) : null;

    public static int? ThumbHeight(StoredFile file) => file is { Width: > 0 and var width, Height: { } height } ? height * Math.Min(width, Thumb) / width : null;

    public async Task<IActionResult> OnGet(Guid id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostStop(Guid id, Guid place, string? act)
    {
        if (!await Find(id) || Circuit.Stops.TrueForAll(s => s.Id != place)) return NotFound();
        StopChange? asked = act switch
        {
            "up" => new StopChange.Shift(place, -1),
            "down" => new StopChange.Shift(place, 1),
            "remove" => new StopChange.RemovedStop(place),
            _ => null,
        };
        if (asked is null) return NotFound();
        await change.Run(Circuit, asked, Stop);
        return Done($"{VisitsDeskModule.Circuits}/{id}", asked is StopChange.RemovedStop ? T["Étape retirée.", "Stop removed."] : T["Ordre enregistré.", "Order saved."]);
    }

    public Task<IActionResult> OnPostPublish(Guid id) => Show(id, true, new("Le circuit est au catalogue.", "The circuit is in the catalogue."));

    public Task<IActionResult> OnPostWithdraw(Guid id) => Show(id, false, new("Le circuit n’est plus au catalogue ; ses séances restent.", "The circuit is out of the catalogue; its sessions stay."));

    private async Task<IActionResult> Show(Guid id, bool isShown, Text done)
    {
        if (!await Find(id)) return NotFound();
        IsRefused = await publish.Run(Circuit, isShown, Stop) is { Count: > 0 };
        return IsRefused ? Again() : Done($"{VisitsDeskModule.Circuits}/{id}", T[done]);
    }

    private async Task<bool> Find(Guid id)
    {
        if (await db.Circuits.Include(c => c.Stops).Include(c => c.Photos).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == id, Stop) is not { } found) return false;
        (Circuit, Stops) = (found, [.. found.Stops.OrderBy(s => s.Position)]);
        var photos = new List<(VisitPhoto, StoredFile)>();
        foreach (var photo in found.Photos.OrderBy(p => p.Position))
            if (await gate.Find(photo.FileId, Stop) is { } file) photos.Add((photo, file));
        (Photos, Sessions) = (photos, await db.VisitSessions.CountAsync(s => s.CircuitId == id, Stop));
        Lacks = found.IsPublished ? [] : PublishCircuit.Lacks(found);
        return true;
    }
}
