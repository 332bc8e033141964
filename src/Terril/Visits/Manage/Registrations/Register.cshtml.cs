using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Visits.Manage.Sessions;
using Terril.Visits.Registering;

namespace Terril.Visits.Manage.Registrations;

/// <summary>Registers somebody who telephoned.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class RegisterPage(TerrilDb db, RegisterByHand register, TypedSubjects names, CurrentPerson person) : SessionFormPage(db)
{
    private readonly TerrilDb _db = db;

    [BindProperty]
    public PartyForm Form { get; set; } = new();

    /// <summary>The registration that this address has already.</summary>
    public Guid? Known { get; private set; }

    public async Task<IActionResult> OnGet(Guid id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (!await Find(id)) return NotFound();
        var party = Form.Read(Session, names, person.Id, Faults);
        if (Faults.Any) return Again();
        try
        {
            return await Said(await register.Run(id, party, Stop));
        }
        catch (FaultyInputException fault)
        {
            Faults.Add(nameof(Form.Address), fault.Findings[0].Message);
            return Again();
        }
    }

    private async Task<IActionResult> Said(RegistrationOutcome outcome)
    {
        switch (outcome)
        {
            case RegistrationOutcome.Registered confirmed:
                return Done(Path, T[$"Inscription confirmée, {DeskWords.People(T, confirmed.Size)} : le courriel part.", $"Registration confirmed, {DeskWords.People(T, confirmed.Size)}: the e-mail is leaving."]);
            case RegistrationOutcome.OnWaitingList waits:
                return Done(Path, T[$"En liste d’attente, au rang {waits.Rank} : le courriel part.", $"On the waiting list, at rank {waits.Rank}: the e-mail is leaving."]);
            case RegistrationOutcome.MustChoose choose:
                Faults.Add(nameof(Form.Size), $"il reste {choose.Left} places à prendre. Demandez-en moins, ou cochez la liste d’attente", $"{choose.Left} places are left to take. Ask fewer, or tick the waiting list");
                break;
            case RegistrationOutcome.AlreadyRegistered:
                var heldBy = PersonAddress.Normal(Form.Address!);
                Known = await _db.Registrations.Where(r => r.SessionId == Session.Id && r.HeldBy == heldBy).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(Stop);
                Faults.Add(nameof(Form.Address), "cette adresse vient ou attend déjà : ouvrez son inscription pour la changer", "this address comes or waits already: open its registration to change it");
                break;
            default:
                Faults.Add(nameof(Form.Name), "la visite n’est pas sur le site, ou elle a commencé : on n’y inscrit plus", "the visit is not on the site, or has begun: nobody is registered any more");
                break;
        }
        return Again();
    }
}
