using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;

namespace Terril.Post;

/// <summary>Mail that waits for somebody to decide.</summary>
internal sealed class MailWaits(MailInReach mails, MailHold hold) : IWait
{
    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        if (!person.May(PostPermissions.DecideOfMail)) return [];
        var waits = new List<Waiting>();
        if (await hold.Now(stop) is not null) waits.Add(new(new("Aucun courriel ne part : dites si ceux qui attendent doivent partir d’ici.", "No mail leaves: say whether what waits should leave from here."), PostModule.Mails));
        foreach (var state in new[] { MailState.Dead, MailState.Rejected, MailState.Late })
        {
            var count = await mails.All.CountAsync(m => m.State == state, stop);
            if (count > 0) waits.Add(new(new($"{count} {States.Waits(state).Fr}", $"{count} {States.Waits(state).En}"), $"{PostModule.Mails}?state={state}"));
        }
        return waits;
    }
}

/// <summary>Jobs that failed for good.</summary>
internal sealed class JobsWait(JobRegister register) : IWait
{
    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        if (!person.May(PostPermissions.Jobs)) return [];
        var count = await register.All.CountAsync(j => j.State == JobState.Failed, stop);
        return count == 0 ? [] : [new(count == 1 ? new("1 tâche a échoué.", "1 job has failed.") : new($"{count} tâches ont échoué.", $"{count} jobs have failed."), $"{PostModule.Jobs}?state={JobState.Failed}")];
    }
}
