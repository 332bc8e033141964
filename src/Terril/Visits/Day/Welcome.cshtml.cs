using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Search;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Visits.Day;

/// <summary>The door, on a telephone: who is expected, who is there, by name, for the visit or at a stop. With script, also without a line.</summary>
[Requires(DayPermissions.Welcome)]
public sealed class WelcomePage(ReadRoll rolls, KeepMarks keep, TimeProvider clock, Words T, Links links) : PageModel
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The stop; the whole visit when not said.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Place { get; set; }

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public Roll Roll { get; private set; } = null!;

    public IReadOnlyList<PartyAtDoor> Found { get; private set; } = [];

    public bool IsOpen { get; private set; }

    /// <summary>Until when a telephone keeps the list.</summary>
    public DateTimeOffset KeptUntil => Roll.Session.EndsAt.AddHours(12);

    public string? Fault { get; private set; }

    public WalkInForm Form { get; private set; } = new();

    public IEnumerable<string> Territories => SpacedKeys.List(Roll.Session.About.Territories)
        .Concat(Roll.Parties.Select(p => p.Registration.Territory).OfType<string>()).Distinct(StringComparer.Ordinal);

    public static string PathOf(Guid session) => $"/gestion/visites/{session}/accueil";

    public async Task<IActionResult> OnGet(Guid session, CancellationToken stop) => await Read(session, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostNote(Guid session, DoorForm door, CancellationToken stop)
    {
        if (!await Read(session, stop)) return NotFound();
        if (Roll.Parties.FirstOrDefault(p => p.Registration.Id == door.Registration) is not { } party) return NotFound();
        var marks = door.Marks(party, Place, clock.GetUtcNow()).ToList();
        if (marks.Count == 0 || !ModelState.IsValid) return Refuse(T["Cochez qui est là, ou écrivez combien.", "Tick who is there, or write how many."]);
        return Back(session, await keep.Run(session, marks, hasHappened: true, stop), T[$"{party.Name} : c’est noté.", $"{party.Name}: noted."], party.Registration.Id);
    }

    public async Task<IActionResult> OnPostUndo(Guid session, Guid[] mark, Guid? registration, CancellationToken stop)
    {
        if (!await Read(session, stop)) return NotFound();
        var marks = mark.Select(m => new DoorMark(Guid.CreateVersion7(), DoorMarkKind.Undo, clock.GetUtcNow()) { Undoes = m }).ToList();
        return Back(session, await keep.Run(session, marks, hasHappened: true, stop), T["Le pointage est annulé.", "The mark is undone."], registration);
    }

    public async Task<IActionResult> OnPostWalkIn(Guid session, WalkInForm form, CancellationToken stop)
    {
        if (!await Read(session, stop)) return NotFound();
        Form = form;
        if (!ModelState.IsValid || form.Number is < 1 or > KeepMarks.MostPeople) return Refuse(T[$"Écrivez combien de personnes, de 1 à {KeepMarks.MostPeople}.", $"Write how many people, from 1 to {KeepMarks.MostPeople}."]);
        return Back(session, await keep.Run(session, [form.Mark(Place, clock.GetUtcNow())], hasHappened: false, stop), T[$"{T.People(form.Number)} sans inscription : c’est noté.", $"{T.People(form.Number)} without registration: noted."], null);
    }

    /// <summary>What a telephone noted, perhaps without a line. Sent again, it counts once.</summary>
    public async Task<IActionResult> OnPostMarks(Guid session, [FromForm] string? marks, CancellationToken stop)
    {
        if (Marks(marks) is not { } read) return BadRequest();
        return await keep.Run(session, read, hasHappened: true, stop) is { } outcome
            ? new JsonResult(new { outcome.Kept, Refused = outcome.Refused.Select(r => new { r.Id, Why = T[r.Why] }) }, s_json)
            : NotFound();
    }

    private static List<DoorMark>? Marks(string? json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<DoorMark>>(json ?? "", s_json) is { Count: <= KeepMarks.MostAtOnce } marks && marks.TrueForAll(m => m is { Name: not null, Organisation: not null }) ? marks : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<bool> Read(Guid session, CancellationToken stop)
    {
        if (await rolls.Run(session, Place, stop) is not { } roll) return false;
        (Roll, IsOpen) = (roll, roll.IsOpenAt(clock.GetUtcNow()));
        var words = SearchText.Words(Q);
        Found = words.Count == 0 ? roll.Parties : [.. roll.Parties.Where(p => WordsOf(p) is var said && words.All(w => said.Contains(w, StringComparison.Ordinal)))];
        return true;
    }

    /// <summary>What a party is found by.</summary>
    public static string WordsOf(PartyAtDoor party) =>
        SearchText.Normalise($"{party.Registration.ContactName} {party.Registration.Organisation} {string.Join(' ', party.People.Select(p => p.Name))}");

    private PageResult Refuse(string what)
    {
        Fault = what;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private IActionResult Back(Guid session, MarksKept? outcome, string done, Guid? registration)
    {
        if (outcome is null) return NotFound();
        if (outcome.Refused is [var refused, ..]) return Refuse(T[refused.Why]);
        TempData[TableNames.Done] = done;
        return Redirect(links.To(PathOf(session), ("place", Place?.ToString()), ("q", Q)) + (registration is null ? "" : $"#r-{registration}"));
    }
}
