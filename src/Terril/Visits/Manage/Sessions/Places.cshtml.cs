using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>What is typed of the places of a session and of its stops.</summary>
public sealed class PlacesForm
{
    public string? Capacity { get; set; }

    public Dictionary<Guid, string?> Stops { get; set; } = [];
}

/// <summary>How many a session takes, and those of its stops that take fewer.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class PlacesPage(TerrilDb db, ChangeCapacity change, AuditTrail trail) : SessionFormPage(db)
{
    [BindProperty]
    public PlacesForm Form { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await Find(id)) return NotFound();
        Form.Capacity = Session.Capacity.ToString(CultureInfo.InvariantCulture);
        foreach (var stop in Session.Stops) Form.Stops[stop.Id] = stop.About.Capacity?.ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!await Find(id)) return NotFound();
        if (!Session.IsOn) return Done(Path, T["Rien n’a changé : la séance n’est pas sur le site.", "Nothing has changed: the session is not on the site."]);
        var asked = new List<(string Field, int? Was, int? Is, Guid? Stop)> { (nameof(Form.Capacity), Session.Capacity, Faults.Whole(nameof(Form.Capacity), Form.Capacity, 1, 10_000, isNeeded: true), null) };
        foreach (var stop in Session.Stops.Where(s => s.About.Capacity is not null).OrderBy(s => s.Position))
            asked.Add(($"Stops[{stop.Id}]", stop.About.Capacity, Faults.Whole($"Stops[{stop.Id}]", Form.Stops.GetValueOrDefault(stop.Id), 1, 10_000, isNeeded: true), stop.Id));
        if (Faults.Any) return Again();
        // What shrinks first: nothing is offered that is about to be taken away.
        foreach (var (field, was, wanted, stop) in asked.Where(a => a.Was != a.Is).OrderBy(a => a.Is - a.Was)) await Change(id, field, was, wanted!.Value, stop);
        return Faults.Any ? Again() : Done(Path, T["Places enregistrées.", "Places saved."]);
    }

    private async Task Change(Guid id, string field, int? was, int wanted, Guid? stop)
    {
        if (await trail.RecordWith("visits.session.capacity", "session", id.ToString(), $"{was} → {wanted}", () => change.Run(id, wanted, stop, Stop)) is { } taken)
            Faults.Add(field, $"{taken} sont prises : écrivez {taken} au moins, ou annulez d’abord des inscriptions", $"{taken} are taken: write {taken} at least, or cancel registrations first");
    }
}
