using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Agenda.Events;
using Terril.Agenda.Public;
using Terril.Collectives.Public;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Forms;
using Terril.Shared.Web;

namespace Terril.Agenda.Proposing;

/// <summary>Anybody announces an event, without account.</summary>
[Open]
[Paced(5)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProposePage(ProposeEvent propose, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, FormTime time, TimeProvider clock) : FormPage
{
    [BindProperty]
    public ProposalForm Form { get; set; } = new();

    /// <summary>Sent back faster than one reads: a person sends it again.</summary>
    public bool IsTooFast { get; private set; }

    public void OnGet() => Form.Opened = time.Now();

    public async Task<IActionResult> OnPost()
    {
        var one = new AgendaEvent { CreatedAt = clock.GetUtcNow() };
        Form.Fill(one, typed, names.Themes, await collectives.Now(Stop), Faults, clock.GetUtcNow());
        var (name, address) = Form.Who(Faults);
        if (!Faults.Any && one.EndsAt <= clock.GetUtcNow()) Faults.Add("Dates[0].Day", "donnez une date à venir", "give a date to come");
        IsTooFast = !Faults.Any && !time.HasBeenRead(Form.Opened);
        if (Faults.Any || IsTooFast) return Kept();
        try
        {
            await propose.Run(one, name, address, T.Language, Stop);
        }
        catch (FaultyInputException refusal)
        {
            Faults.Add(nameof(Form.Address), refusal.Findings[0].Message);
            return Kept();
        }
        return Redirect(Links.To($"{AgendaPaths.Propose}/merci"));
    }

    // What was typed is kept; a form that was opened long enough ago need not wait again.
    private PageResult Kept()
    {
        if (!time.HasBeenRead(Form.Opened)) Form.Opened = time.Now();
        return Again();
    }
}
