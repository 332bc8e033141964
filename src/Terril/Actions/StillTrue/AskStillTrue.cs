using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Actions.Mails;
using Terril.Collectives.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Shared.Proposing;
using Terril.Shared.Wording;

namespace Terril.Actions.StillTrue;

/// <summary>
/// Asks once a year, of an action that goes on, whether it is still true: those who represent who leads it, else who proposed it. A
/// mail and the line that it was asked are one transaction: begun again, nobody is asked twice.
/// </summary>
internal sealed class AskStillTrue(TerrilDb db, AskRepresentatives representatives, ProposalContacts contacts, ActionMails mails, TimeProvider clock) : IJob
{
    /// <summary>In a night: the rest is asked the next.</summary>
    private const int Most = 200;

    private static readonly TimeSpan s_nobody = TimeSpan.FromDays(30);

    public async Task Run(string? given, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (year, soon, day) = (now.AddYears(-1), now - s_nobody, Paris.Day(now).AddYears(-1));
        var due = await db.ActionSheets
            .Where(s => s.State == ActionState.Published && s.PublishedAt <= year && (s.ConfirmedOn == null || s.ConfirmedOn <= day) && s.Stage != ActionStage.Done && s.Stage != ActionStage.Stopped)
            .Where(s => !db.ActionAskings.Any(a => a.SheetId == s.Id && (a.IsSent ? a.AskedAt > year : a.AskedAt > soon)))
            .OrderBy(s => s.ConfirmedOn != null).ThenBy(s => s.ConfirmedOn).ThenBy(s => s.Id).Take(Most).ToListAsync(stop);
        foreach (var sheet in due)
        {
            stop.ThrowIfCancellationRequested();
            var asked = await Whom(sheet, stop);
            foreach (var (address, name, language) in asked)
            {
                var secret = SecretWord.New();
                db.ActionAskings.Add(new() { SheetId = sheet.Id, SecretHash = SecretWord.HashOf(secret), IsSent = true, AskedAt = now });
                await mails.Ask(sheet, address, name, language, secret);
            }
            // Nobody to ask: it is looked at again in a month.
            if (asked.Count == 0) db.ActionAskings.Add(new() { SheetId = sheet.Id, SecretHash = SecretWord.HashOf(SecretWord.New()), IsSent = false, AskedAt = now });
            await db.SaveChangesAsync(stop);
        }
    }

    private async Task<IReadOnlyList<(string Address, string? Name, string Language)>> Whom(ActionSheet sheet, CancellationToken stop)
    {
        if (sheet.LeadId is { } lead && await representatives.Of(lead, stop) is { Count: > 0 } some) return [.. some.Select(r => (r.Email, (string?)r.Name, r.Language))];
        var contact = await contacts.Of(sheet.Id, stop);
        return contact is null ? [] : [(contact.Address, contact.Name.Length > 0 ? contact.Name : null, contact.Language)];
    }
}
