using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Agenda.Mails;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Agenda.Proposing;

/// <summary>Keeps what somebody proposes, and writes them a link by which they show that the address is theirs. Nobody reads it before.</summary>
public sealed class ProposeEvent(TerrilDb db, AgendaMails mails, TimeProvider clock)
{
    /// <summary>How many may wait for one address: the form is no way to fill somebody’s box.</summary>
    private const int MostUnverified = 3;

    /// <exception cref="FaultyInputException">The address is none.</exception>
    public async Task Run(AgendaEvent one, string name, string address, string language, CancellationToken stop)
    {
        var (now, key, secret) = (clock.GetUtcNow(), PersonAddress.Normal(address), SecretWord.New());
        var day = now.AddDays(-1);
        await using var transaction = await db.BeginAlone("agenda.propose", stop);
        if (await db.AgendaContacts.CountAsync(c => c.AddressKey == key && c.VerifiedAt == null && c.AskedAt > day, stop) >= MostUnverified) return;
        (one.State, one.ChangedAt, one.Slug) = (EventState.Unverified, now, $"{one.Id:n}");
        var contact = new AgendaContact
        {
            EventId = one.Id, Name = name, Address = address, AddressKey = key, Language = language, SecretHash = SecretWord.HashOf(secret), AskedAt = now, SeenAt = now,
        };
        db.AgendaEvents.Add(one);
        db.AgendaContacts.Add(contact);
        await mails.Verify(one, contact, secret);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

/// <summary>Somebody shows that the address is theirs: what they proposed waits for the team.</summary>
public sealed class VerifyEvent(TerrilDb db, TimeProvider clock)
{
    /// <summary>How long the team has to answer: an event does not wait.</summary>
    public static readonly TimeSpan ToModerate = TimeSpan.FromDays(5);

    public async Task Run(AgendaEvent one, AgendaContact contact, CancellationToken stop)
    {
        if (one.State != EventState.Unverified) return;
        var now = clock.GetUtcNow();
        (contact.VerifiedAt, contact.SeenAt) = (now, now);
        (one.State, one.ModerateBy, one.ChangedAt) = (EventState.ToModerate, now + ToModerate, now);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>They corrected what they proposed: the turn is the team’s, with all its time.</summary>
    public async Task Corrected(AgendaEvent one, AgendaContact contact, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        (contact.SeenAt, one.ChangedAt) = (now, now);
        if (one.CorrectionAskedAt is not null) (one.CorrectionAskedAt, one.Reason, one.ModerateBy) = (null, "", now + ToModerate);
        await db.SaveChangesAsync(stop);
    }
}
