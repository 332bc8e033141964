using Terril.Agenda.Events;
using Terril.Agenda.Mails;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.Proposing;

namespace Terril.Agenda.Proposing;

/// <summary>Keeps what somebody proposes, and writes them a link by which they show that the address is theirs. Nobody reads it before.</summary>
public sealed class ProposeEvent(TerrilDb db, ProposalContacts contacts, AgendaMails mails, TimeProvider clock)
{
    internal const string Room = "agenda";

    /// <exception cref="FaultyInputException">The address is none.</exception>
    public Task Run(AgendaEvent one, string name, string address, string language, CancellationToken stop) => contacts.Propose(Room, one.Id, name, address, language, (contact, secret) =>
    {
        (one.State, one.ChangedAt, one.Slug) = (EventState.Unverified, clock.GetUtcNow(), $"{one.Id:n}");
        db.AgendaEvents.Add(one);
        return mails.Verify(one, contact, secret);
    }, stop);
}

/// <summary>Somebody shows that the address is theirs: what they proposed waits for the team.</summary>
public sealed class VerifyEvent(TerrilDb db, TimeProvider clock)
{
    /// <summary>How long the team has to answer: an event does not wait.</summary>
    public static readonly TimeSpan ToModerate = TimeSpan.FromDays(5);

    public async Task Run(AgendaEvent one, ProposalContact contact, CancellationToken stop)
    {
        if (one.State != EventState.Unverified) return;
        var now = clock.GetUtcNow();
        (contact.VerifiedAt, contact.SeenAt) = (now, now);
        (one.State, one.ModerateBy, one.ChangedAt) = (EventState.ToModerate, now + ToModerate, now);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>They corrected what they proposed: the turn is the team’s, with all its time.</summary>
    public async Task Corrected(AgendaEvent one, ProposalContact contact, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        (contact.SeenAt, one.ChangedAt) = (now, now);
        // What the team found good is not what it would publish.
        if (one.State == EventState.Ready || one.CorrectionAskedAt is not null) (one.State, one.CorrectionAskedAt, one.Reason, one.ModerateBy) = (EventState.ToModerate, null, "", now + ToModerate);
        await db.SaveChangesAsync(stop);
    }
}
