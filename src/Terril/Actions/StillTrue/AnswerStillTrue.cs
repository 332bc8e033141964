using Terril.Actions.Census;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Proposing;
using Terril.Shared.Wording;

namespace Terril.Actions.StillTrue;

/// <summary>Keeps what was answered to the yearly question. What has changed waits for somebody to write it.</summary>
public sealed class AnswerStillTrue(TerrilDb db, ProposalContacts contacts, AuditTrail trail, TimeProvider clock)
{
    /// <param name="what">What has changed, when something has.</param>
    public async Task Run(ActionAsking asking, ActionSheet sheet, StillAnswer answer, string what, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var today = Paris.Day(now);
        (asking.AnsweredAt, asking.Said) = (now, answer);
        switch (answer)
        {
            case StillAnswer.True:
                sheet.ConfirmedOn = today;
                break;
            case StillAnswer.Over:
                (sheet.ConfirmedOn, sheet.Stage) = (today, ActionStage.Done);
                if (sheet.EndsOn is null || sheet.EndsOn > today) sheet.EndsOn = today;
                break;
            default:
                db.ActionReports.Add(new() { SheetId = sheet.Id, Says = what, IsOfLead = true, At = now });
                break;
        }
        if (answer != StillAnswer.Changed) sheet.ChangedAt = now;
        // Where an organisation that is known here leads it, those who represent it are asked.
        if (sheet.LeadId is null && await contacts.Of(sheet.Id, stop) is { } contact) contact.SeenAt = now;
        trail.Record("actions.still-true", "action", sheet.Id.ToString(), answer.ToString());
        await db.SaveChangesAsync(stop);
    }
}
