using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Actions.Mails;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Actions.Proposing;

/// <summary>Keeps what somebody proposes, and writes them a link by which they show that the address is theirs. Nobody reads it before.</summary>
public sealed class ProposeAction(TerrilDb db, ActionMails mails, TimeProvider clock)
{
    /// <summary>How many may wait for one address: the form is no way to fill somebody’s box.</summary>
    private const int MostUnverified = 3;

    /// <exception cref="FaultyInputException">The address is none.</exception>
    public async Task Run(ActionSheet sheet, string name, string address, string language, CancellationToken stop)
    {
        var (now, key, secret) = (clock.GetUtcNow(), PersonAddress.Normal(address), SecretWord.New());
        var day = now.AddDays(-1);
        await using var transaction = await db.BeginAlone("actions.propose", stop);
        if (await db.ActionContacts.CountAsync(c => c.AddressKey == key && c.VerifiedAt == null && c.AskedAt > day, stop) >= MostUnverified) return;
        (sheet.State, sheet.ChangedAt, sheet.Slug) = (ActionState.Unverified, now, $"{sheet.Id:n}");
        var contact = new ActionContact
        {
            SheetId = sheet.Id, Name = name, Address = address, AddressKey = key, Language = language, SecretHash = SecretWord.HashOf(secret), AskedAt = now, SeenAt = now,
        };
        db.ActionSheets.Add(sheet);
        db.ActionContacts.Add(contact);
        await mails.Verify(sheet, contact, secret);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

/// <summary>Somebody shows that the address is theirs: what they proposed waits for the team.</summary>
public sealed class VerifyProposal(TerrilDb db, TimeProvider clock)
{
    /// <summary>How long the team has to answer.</summary>
    public static readonly TimeSpan ToModerate = TimeSpan.FromDays(10);

    public async Task Run(ActionSheet sheet, ActionContact contact, CancellationToken stop)
    {
        if (sheet.State != ActionState.Unverified) return;
        var now = clock.GetUtcNow();
        (contact.VerifiedAt, contact.SeenAt) = (now, now);
        (sheet.State, sheet.ModerateBy, sheet.ChangedAt) = (ActionState.ToModerate, now + ToModerate, now);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>They corrected what they proposed: the turn is the team’s, with all its time.</summary>
    public async Task Corrected(ActionSheet sheet, ActionContact contact, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        (contact.SeenAt, sheet.ChangedAt) = (now, now);
        if (sheet.CorrectionAskedAt is not null) (sheet.CorrectionAskedAt, sheet.Reason, sheet.ModerateBy) = (null, "", now + ToModerate);
        await db.SaveChangesAsync(stop);
    }
}
