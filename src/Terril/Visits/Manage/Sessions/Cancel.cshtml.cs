using Microsoft.AspNetCore.Mvc;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>A visit that will not take place: read again, with how many are written to, before it is done.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class CancelPage(TerrilDb db, CancelSession cancel, AuditTrail trail) : SessionFormPage(db)
{
    [BindProperty]
    public MoveForm Form { get; set; } = new();

    public bool IsReview { get; private set; }

    public async Task<IActionResult> OnGet(Guid id) => await Find(id) ? Page() : NotFound();

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
        if (Session.State == SessionState.Cancelled) return Done(Path, T["La visite est annulée.", "The visit is cancelled."]);
        var told = Told;
        var reason = Read();
        if (Faults.Any) return Again();
        if (!await trail.RecordWith("visits.session.cancel", "session", id.ToString(), reason.Fr, () => cancel.Run(id, reason, Stop))) return Done(Path, T["Rien n’a changé : la séance n’est pas sur le site, ou elle est passée.", "Nothing has changed: the session is not on the site, or is past."]);
        return Done(Path, T[$"Visite annulée. {T.Count(told, "courriel part", "courriels partent", "", "")}.", $"Visit cancelled. {T.Count(told, "", "", "e-mail is leaving", "e-mails are leaving")}."]);
    }

    private Terril.Observatory.Text Read()
    {
        if (!Session.IsOn) Faults.Add(nameof(Form.ReasonFr), "cette séance n’est pas sur le site : elle ne s’annule pas", "this session is not on the site: it is not cancelled");
        return Form.Reason(Faults);
    }
}
