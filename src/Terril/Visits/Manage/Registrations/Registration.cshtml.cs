using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Mail;
using Terril.Visits.Day;
using Terril.Visits.Mails;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Registrations;

/// <summary>One registration: what it is, what happened to it, and what staff do of it.</summary>
[Requires(VisitsPermissions.Organise)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RegistrationPage(
    TerrilDb db, CurrentPerson person, TimeProvider clock, AuditTrail trail, MailRegister mails, TypedSubjects names, ChangeParty change, CorrectRegistration correct, ConfirmByStaff confirm, CancelByStaff cancel) : FormPage
{
    private const string Kind = "registration";

    public Registration Registration { get; private set; } = null!;

    public VisitSession Session { get; private set; } = null!;

    public int? Rank { get; private set; }

    public int Came { get; private set; }

    public bool HasNeeds { get; private set; }

    /// <summary>Null until they are asked for: reading them is written in the trail.</summary>
    public RegistrationNeeds? Needs { get; private set; }

    public bool MayReadNeeds => person.May(VisitsPermissions.ReadNeeds);

    public bool MayChange => Registration.IsAlive && Session.IsOn && clock.GetUtcNow() < Session.StartsAt;

    public IReadOnlyList<(DateTimeOffset At, string What)> Trail { get; private set; } = [];

    public IReadOnlyList<OutgoingMail> Mails { get; private set; } = [];

    public ChangeForm Change { get; private set; } = new();

    public WhoForm Who { get; private set; } = new();

    public string? Reason { get; private set; }

    private string Here => $"{VisitsDeskModule.Registrations}/{Registration.Id}";

    public async Task<IActionResult> OnGet(Guid id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostNeeds(Guid id)
    {
        if (!MayReadNeeds) return Forbid();
        if (!await Find(id)) return NotFound();
        Needs = await db.RegistrationNeeds.AsNoTracking().SingleOrDefaultAsync(n => n.RegistrationId == id, Stop);
        trail.Record("visits.needs.read", Kind, id.ToString());
        await db.SaveChangesAsync(Stop);
        return Page();
    }

    public async Task<IActionResult> OnPostChange(Guid id, [Bind(Prefix = "Form")] ChangeForm form)
    {
        if (!await Find(id)) return NotFound();
        Change = form;
        var asked = form.Read(Session, Faults);
        if (Faults.Any) return Again();
        switch (await trail.RecordWith("visits.registration.change", Kind, id.ToString(), $"{Registration.Size} → {asked.Size}", () => change.Run(id, asked, TrailReason.ByStaff, Stop)))
        {
            case ChangeOutcome.Changed:
                return Done(Here, T["Groupe enregistré.", "Party saved."]);
            case ChangeOutcome.NotEnough:
                Faults.Add(nameof(form.Size), "il ne reste pas assez de places : rien n’a changé. Demandez-en moins", "not enough places are left: nothing has changed. Ask fewer");
                break;
            case ChangeOutcome.NotEnoughAtStop:
                Faults.Add(nameof(form.Size), "une étape n’a pas assez de places : rien n’a changé. Demandez-en moins, ou décochez l’étape", "a stop has not enough places: nothing has changed. Ask fewer, or untick the stop");
                break;
            default:
                Faults.Add(nameof(form.Size), "cette inscription ne change plus", "this registration changes no more");
                break;
        }
        return Again();
    }

    public async Task<IActionResult> OnPostCorrect(Guid id, [Bind(Prefix = "Form")] WhoForm form)
    {
        if (!await Find(id)) return NotFound();
        Who = form;
        var contact = form.Read(Registration.Territory, names, Faults);
        if (Faults.Any) return Again();
        try
        {
            if (await correct.Run(id, contact, Stop)) return Done(Here, T["Personne enregistrée.", "Person saved."]);
            Faults.Add(nameof(form.Address), "cette adresse vient ou attend déjà : écrivez-en une autre", "this address comes or waits already: write another");
        }
        catch (FaultyInputException fault)
        {
            Faults.Add(nameof(form.Address), fault.Findings[0].Message);
        }
        return Again();
    }

    public async Task<IActionResult> OnPostConfirm(Guid id, [Bind(Prefix = "Form.Reason")] string? reason)
    {
        if (!await Find(id)) return NotFound();
        Reason = reason;
        var said = Faults.Line(nameof(Reason), reason?.ReplaceLineEndings(" "), 500, isNeeded: true);
        if (Faults.Any) return Again();
        switch (await confirm.Run(id, said, Stop))
        {
            case ConfirmOutcome.Confirmed:
                return Done(Here, T["Places confirmées : le courriel part.", "Places confirmed: the e-mail is leaving."]);
            case ConfirmOutcome.NotEnough:
                Faults.Add(nameof(Reason), "il n’y a pas assez de places libres : rien n’a changé. Augmentez d’abord les places de la visite", "not enough places are free: nothing has changed. Raise the places of the visit first");
                break;
            default:
                Faults.Add(nameof(Reason), "cette inscription n’attend plus : rien n’a changé", "this registration waits no more: nothing has changed");
                break;
        }
        return Again();
    }

    public async Task<IActionResult> OnPostCancel(Guid id)
    {
        if (!await Find(id)) return NotFound();
        return Done(Here, await cancel.Run(id, Stop) ? T["Inscription annulée : le courriel part.", "Registration cancelled: the e-mail is leaving."] : T["Rien n’a changé : elle l’était déjà, ou la visite a commencé.", "Nothing has changed: it was already, or the visit has begun."]);
    }

    private async Task<bool> Find(Guid id)
    {
        if (await db.Registrations.AsNoTracking().Include(r => r.Participants).Include(r => r.Stops).AsSplitQuery().SingleOrDefaultAsync(r => r.Id == id, Stop) is not { } found) return false;
        Registration = found;
        Session = await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleAsync(s => s.Id == found.SessionId, Stop);
        (Change, Who) = (ChangeForm.Of(found), WhoForm.Of(found, names));
        Rank = await db.RankOf(found, Stop);
        Came = (await Arrivals.Of(db, db.Registrations.Where(r => r.Id == id), Stop)).GetValueOrDefault(id);
        HasNeeds = await db.RegistrationNeeds.AnyAsync(n => n.RegistrationId == id, Stop);
        Mails = await mails.All.Where(m => m.CauseKind == VisitMails.Kind && m.CauseId == id.ToString()).OrderByDescending(m => m.WrittenAt).ToListAsync(Stop);
        Trail = await Told(id);
        return true;
    }

    // What happened to it, and who of the team did what; the latest first.
    private async Task<IReadOnlyList<(DateTimeOffset, string)>> Told(Guid id)
    {
        var events = await db.RegistrationEvents.AsNoTracking().Where(e => e.RegistrationId == id).ToListAsync(Stop);
        var acts = await trail.Entries.Where(e => e.Kind == Kind && e.Subject == id.ToString()).ToListAsync(Stop);
        return [.. events.Select(e => (e.At, e.Id, What: Say(e))).Concat(acts.Select(a => (a.At, a.Id, What: Say(a)))).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => (e.At, e.What))];
    }

    private string Say(RegistrationEvent happened) => string.Join(" · ", new[]
    {
        T[VisitWords.Event(happened.Kind)], T[VisitWords.Reason(happened.Reason)], DeskWords.People(T, happened.Size),
        happened.Rank is { } rank ? T[$"rang {rank}", $"rank {rank}"] : "", happened.Free is { } free ? T[$"{free} places libres alors", $"{free} places free then"] : "",
        happened.StopId is { } place && Session.Stops.Find(s => s.Id == place) is { } there ? T[there.About.Name] : "",
    }.Where(said => said.Length > 0));

    private string Say(AuditEntry act) => string.Join(" · ", new[] { act.PersonName ?? T["quelqu’un", "somebody"], T[DeskWords.Act(act.Act)], act.Detail ?? "" }.Where(said => said.Length > 0));
}
