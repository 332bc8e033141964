using Microsoft.AspNetCore.Mvc;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Wording;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>What is typed to move a visit, or to cancel it.</summary>
public sealed class MoveForm
{
    public string? Day { get; set; }

    public string? Hour { get; set; }

    public string? EndHour { get; set; }

    public string? ReasonFr { get; set; }

    public string? ReasonEn { get; set; }

    public Terril.Observatory.Text Reason(FormFaults faults) => new(
        faults.Words(nameof(ReasonFr), ReasonFr, 500, isNeeded: true), faults.Words(nameof(ReasonEn), ReasonEn, 500) is { Length: > 0 } english ? english : ReasonFr?.Trim() ?? "");
}

/// <summary>Another day for a visit: read again, with how many are written to, before it is done.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class MovePage(TerrilDb db, MoveSession move, AuditTrail trail, TimeProvider clock, Words words) : SessionFormPage(db)
{
    [BindProperty]
    public MoveForm Form { get; set; } = new();

    public bool IsReview { get; private set; }

    public DateTimeOffset? StartsAt { get; private set; }

    public DateTimeOffset? EndsAt { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await Find(id)) return NotFound();
        Form.Hour = TypedFields.HourOf(Session.StartsAt);
        return Page();
    }

    public async Task<IActionResult> OnPostEdit(Guid id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReview(Guid id)
    {
        if (!await Find(id)) return NotFound();
        Read();
        if (Faults.Any) return Again();
        IsReview = true;
        return Page();
    }

    public async Task<IActionResult> OnPostDo(Guid id)
    {
        if (!await Find(id)) return NotFound();
        var (told, before) = (Told + OffersApart, Session.StartsAt);
        var reason = Read();
        if (Faults.Any) return Again();
        var said = $"{Paris.Time(before):yyyy-MM-dd HH:mm} → {Paris.Time(StartsAt!.Value):yyyy-MM-dd HH:mm}";
        // Posted twice, it is done once: the second time the visit is already there, and nothing is saved.
        if (!await trail.RecordWith("visits.session.move", "session", id.ToString(), said, () => move.Run(id, StartsAt.Value, EndsAt!.Value, reason, Stop))) return Done(Path, T["Rien n’a changé : la séance n’est pas sur le site, ou elle est passée.", "Nothing has changed: the session is not on the site, or is past."]);
        return Done(Path, T[$"Visite déplacée au {words.Instant(StartsAt.Value)}. {T.Count(told, "courriel part", "courriels partent", "", "")}.", $"Visit moved to {words.Instant(StartsAt.Value)}. {T.Count(told, "", "", "e-mail is leaving", "e-mails are leaving")}."]);
    }

    private Terril.Observatory.Text Read()
    {
        var day = Faults.Day(nameof(Form.Day), Form.Day, isNeeded: true);
        StartsAt = Faults.At(nameof(Form.Hour), day, Form.Hour, isNeeded: true);
        EndsAt = Faults.At(nameof(Form.EndHour), day, Form.EndHour, isNeeded: false) ?? StartsAt + (Session.EndsAt - Session.StartsAt);
        if (!Session.IsOn) Faults.Add(nameof(Form.Day), "cette séance n’est pas sur le site : elle ne se déplace pas", "this session is not on the site: it is not moved");
        if (StartsAt <= clock.GetUtcNow()) Faults.Add(nameof(Form.Day), "choisissez un jour et une heure à venir", "choose a day and a time to come");
        if (EndsAt <= StartsAt) Faults.Add(nameof(Form.EndHour), "écrivez une heure de fin après le début", "write an end after the beginning");
        return Form.Reason(Faults);
    }
}
