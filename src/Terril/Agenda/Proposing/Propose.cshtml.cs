using Microsoft.AspNetCore.Mvc;
using Terril.Agenda.Events;
using Terril.Agenda.Public;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Proposing;
using Terril.Shared.Web;

namespace Terril.Agenda.Proposing;

/// <summary>Anybody announces an event, without account.</summary>
[Open]
[Paced(5)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProposePage(ProposeEvent propose, KnownCollectives collectives, TypedSubjects typed, SubjectNames names, FormTime time, TimeProvider clock) : ProposalPage<ProposalForm>(time)
{
    public void OnGet() => Open();

    public async Task<IActionResult> OnPost()
    {
        var one = new AgendaEvent { CreatedAt = clock.GetUtcNow() };
        Form.Fill(one, typed, names.Themes, await collectives.Now(Stop), Faults, clock.GetUtcNow());
        if (!Faults.Any && one.EndsAt <= clock.GetUtcNow()) Faults.Add("Dates[0].Day", "donnez une date à venir", "give a date to come");
        return Who() is var (name, address) ? await Send(() => propose.Run(one, name, address, T.Language, Stop), $"{AgendaPaths.Propose}/merci") : Kept();
    }
}
