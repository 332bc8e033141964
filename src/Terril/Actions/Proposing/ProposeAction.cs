using Terril.Actions.Census;
using Terril.Actions.Mails;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.Proposing;

namespace Terril.Actions.Proposing;

/// <summary>Keeps what somebody proposes, and writes them a link by which they show that the address is theirs. Nobody reads it before.</summary>
public sealed class ProposeAction(TerrilDb db, ProposalContacts contacts, ActionMails mails, TimeProvider clock)
{
    internal const string Room = "actions";

    /// <exception cref="FaultyInputException">The address is none.</exception>
    public Task Run(ActionSheet sheet, string name, string address, string language, CancellationToken stop) => contacts.Propose(Room, sheet.Id, name, address, language, (contact, secret) =>
    {
        (sheet.State, sheet.ChangedAt, sheet.Slug) = (ActionState.Unverified, clock.GetUtcNow(), $"{sheet.Id:n}");
        db.ActionSheets.Add(sheet);
        return mails.Verify(sheet, contact, secret);
    }, stop);
}

/// <summary>Somebody shows that the address is theirs: what they proposed waits for the team.</summary>
public sealed class VerifyProposal(TerrilDb db, TimeProvider clock)
{
    /// <summary>How long the team has to answer.</summary>
    public static readonly TimeSpan ToModerate = TimeSpan.FromDays(10);

    public async Task Run(ActionSheet sheet, ProposalContact contact, CancellationToken stop)
    {
        if (sheet.State != ActionState.Unverified) return;
        var now = clock.GetUtcNow();
        (contact.VerifiedAt, contact.SeenAt) = (now, now);
        (sheet.State, sheet.ModerateBy, sheet.ChangedAt) = (ActionState.ToModerate, now + ToModerate, now);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>They corrected what they proposed: the turn is the team’s, with all its time.</summary>
    public async Task Corrected(ActionSheet sheet, ProposalContact contact, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        (contact.SeenAt, sheet.ChangedAt) = (now, now);
        if (sheet.CorrectionAskedAt is not null) (sheet.CorrectionAskedAt, sheet.Reason, sheet.ModerateBy) = (null, "", now + ToModerate);
        await db.SaveChangesAsync(stop);
    }
}
