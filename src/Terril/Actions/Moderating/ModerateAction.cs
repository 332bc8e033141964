using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Actions.Mails;
using Terril.Actions.Proposing;
using Terril.Actions.Public;
using Terril.Observatory.Public;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Proposing;
using Terril.Shared.Wording;

namespace Terril.Actions.Moderating;

/// <summary>What the team says of a sheet. Who proposed it is told, and why.</summary>
public sealed class ModerateAction(TerrilDb db, ProposalContacts contacts, ActionMails mails, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Everybody reads it from now on.</summary>
    public async Task Accept(ActionSheet sheet, CancellationToken stop)
    {
        await Publish(sheet, stop);
        trail.Record("actions.accept", "action", sheet.Id.ToString());
        if (await contacts.Of(sheet.Id, stop) is { } contact) await mails.Accepted(sheet, contact);
        await db.SaveChangesAsync(stop);
    }

    public async Task Refuse(ActionSheet sheet, string reason, CancellationToken stop)
    {
        Close(sheet, ActionState.Refused, reason);
        trail.Record("actions.refuse", "action", sheet.Id.ToString());
        if (await contacts.Of(sheet.Id, stop) is { } contact) await mails.Refused(sheet, contact);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>The turn is its author’s, by a new link: the database has only the hash of the one before.</summary>
    public async Task AskCorrection(ActionSheet sheet, string reason, CancellationToken stop)
    {
        (sheet.Reason, sheet.CorrectionAskedAt, sheet.ChangedAt) = (reason, clock.GetUtcNow(), clock.GetUtcNow());
        trail.Record("actions.ask-correction", "action", sheet.Id.ToString());
        if (await contacts.Of(sheet.Id, stop) is { } contact) await mails.ToCorrect(sheet, contact, ProposalContacts.Renew(contact));
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Nobody reads it any more.</summary>
    public async Task Withdraw(ActionSheet sheet, string reason, CancellationToken stop)
    {
        Close(sheet, ActionState.Withdrawn, reason);
        trail.Record("actions.withdraw", "action", sheet.Id.ToString());
        await db.SaveChangesAsync(stop);
    }

    /// <summary>It tells of the same action as another: its address leads there, and so do those that led to it.</summary>
    public async Task Merge(ActionSheet sheet, Guid into, CancellationToken stop)
    {
        Close(sheet, ActionState.Withdrawn, "");
        sheet.MergedInto = into;
        foreach (var before in await db.ActionSheets.Where(s => s.MergedInto == sheet.Id).ToListAsync(stop)) before.MergedInto = into;
        trail.Record("actions.merge", "action", sheet.Id.ToString(), into.ToString());
        await db.SaveChangesAsync(stop);
    }

    /// <summary>What a reader or its lead said is done with.</summary>
    public async Task Handle(ActionReport report, Guid? by, CancellationToken stop)
    {
        (report.HandledAt, report.HandledBy) = (clock.GetUtcNow(), by);
        trail.Record("actions.report.handle", "action", report.SheetId.ToString());
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Gives it an address for ever, and its day.</summary>
    internal async Task Publish(ActionSheet sheet, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (sheet.PublishedAt is null)
        {
            sheet.Slug = await Slugs.Free(db.ActionSheets.Where(s => s.Id != sheet.Id).Select(s => s.Slug), WantedSlug(sheet), stop);
            sheet.PublishedAt = now;
        }
        (sheet.State, sheet.Reason, sheet.MergedInto, sheet.ModerateBy, sheet.CorrectionAskedAt, sheet.ChangedAt) = (ActionState.Published, "", null, null, null, now);
    }

    /// <summary>The same for many, among names that are known.</summary>
    internal static string SlugOf(ActionSheet sheet, HashSet<string> taken)
    {
        var wanted = WantedSlug(sheet);
        var slug = wanted;
        for (var number = 2; !taken.Add(slug); number++) slug = $"{wanted}-{number}";
        return slug;
    }

    private static string WantedSlug(ActionSheet sheet)
    {
        const int Longest = 70;
        var wanted = Addresses.Slug(sheet.TitleFr);
        if (wanted.Length > Longest) wanted = wanted[..Longest].TrimEnd('-');
        return ActionPaths.Reserved.Contains(wanted) ? $"{wanted}-action" : wanted;
    }

    private void Close(ActionSheet sheet, ActionState state, string reason) =>
        (sheet.State, sheet.Reason, sheet.ModerateBy, sheet.CorrectionAskedAt, sheet.ChangedAt) = (state, reason, null, null, clock.GetUtcNow());
}

/// <summary>Writes a sheet from a form of the team or of a member. What is published stays so; the trail says who changed it.</summary>
public sealed class SaveAction(TerrilDb db, AuditTrail trail, TimeProvider clock)
{
    /// <param name="isNew">It waits to be moderated, or is published by a word more.</param>
    /// <param name="isByLead">Who leads it says so themselves: it is true today.</param>
    public async Task Run(ActionSheet sheet, bool isNew, bool isByLead, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (isNew)
        {
            (sheet.Slug, sheet.State, sheet.ModerateBy) = ($"{sheet.Id:n}", ActionState.ToModerate, now + VerifyProposal.ToModerate);
            db.ActionSheets.Add(sheet);
        }
        if (isByLead) sheet.ConfirmedOn = Paris.Day(now);
        if (isByLead && sheet.CorrectionAskedAt is not null) (sheet.CorrectionAskedAt, sheet.Reason, sheet.ModerateBy) = (null, "", now + VerifyProposal.ToModerate);
        sheet.ChangedAt = now;
        trail.Record(isNew ? "actions.create" : "actions.edit", "action", sheet.Id.ToString(), isByLead ? "organisation" : null);
        await db.SaveChangesAsync(stop);
    }
}
