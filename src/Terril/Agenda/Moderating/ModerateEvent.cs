using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Agenda.Mails;
using Terril.Agenda.Proposing;
using Terril.Agenda.Public;
using Terril.Observatory.Public;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Proposing;

namespace Terril.Agenda.Moderating;

/// <summary>What the team says of an event. Who proposed it is told, and why.</summary>
public sealed class ModerateEvent(TerrilDb db, ProposalContacts contacts, AgendaMails mails, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Read and found good; it is not published yet.</summary>
    public async Task Ready(AgendaEvent one, CancellationToken stop)
    {
        (one.State, one.Reason, one.ModerateBy, one.CorrectionAskedAt, one.ChangedAt) = (EventState.Ready, "", null, null, clock.GetUtcNow());
        trail.Record("agenda.ready", "event", one.Id.ToString());
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Everybody reads it from now on; who proposed it has a link to say what becomes of it.</summary>
    public async Task Publish(AgendaEvent one, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (one.PublishedAt is null)
        {
            if (one.FeedId is null) one.Slug = await Slugs.Free(db.AgendaEvents.Where(e => e.Id != one.Id).Select(e => e.Slug), WantedSlug(one), stop);
            one.PublishedAt = now;
        }
        (one.State, one.Reason, one.ModerateBy, one.CorrectionAskedAt, one.ChangedAt) = (EventState.Published, "", null, null, now);
        trail.Record("agenda.publish", "event", one.Id.ToString());
        if (await contacts.Of(one.Id, stop) is { } contact) await mails.Accepted(one, contact, ProposalContacts.Renew(contact));
        await db.SaveChangesAsync(stop);
    }

    public async Task Refuse(AgendaEvent one, string reason, CancellationToken stop)
    {
        Close(one, EventState.Refused, reason);
        trail.Record("agenda.refuse", "event", one.Id.ToString());
        if (await contacts.Of(one.Id, stop) is { } contact) await mails.Refused(one, contact);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>The turn is its author’s, by a new link: the database has only the hash of the one before.</summary>
    public async Task AskCorrection(AgendaEvent one, string reason, CancellationToken stop)
    {
        (one.State, one.Reason, one.CorrectionAskedAt, one.ChangedAt) = (EventState.ToModerate, reason, clock.GetUtcNow(), clock.GetUtcNow());
        trail.Record("agenda.ask-correction", "event", one.Id.ToString());
        if (await contacts.Of(one.Id, stop) is { } contact) await mails.ToCorrect(one, contact, ProposalContacts.Renew(contact));
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Nobody reads it any more; calendars that have it learn that it is no more.</summary>
    public async Task Withdraw(AgendaEvent one, string reason, CancellationToken stop)
    {
        Close(one, EventState.Withdrawn, reason);
        one.Sequence++;
        trail.Record("agenda.withdraw", "event", one.Id.ToString());
        await db.SaveChangesAsync(stop);
    }

    private static string WantedSlug(AgendaEvent one)
    {
        var wanted = Addresses.Slug(one.TitleFr);
        return AgendaPaths.Reserved.Contains(wanted) ? $"{wanted}-rendez-vous" : wanted;
    }

    private void Close(AgendaEvent one, EventState state, string reason) =>
        (one.State, one.Reason, one.ModerateBy, one.CorrectionAskedAt, one.ChangedAt) = (state, reason, null, null, clock.GetUtcNow());
}

/// <summary>Writes an event from a form of the team or of a member. What is published stays so; the trail says who changed it.</summary>
public sealed class SaveEvent(TerrilDb db, AuditTrail trail, TimeProvider clock)
{
    public async Task Run(AgendaEvent one, bool isNew, bool isByOwner, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (isNew)
        {
            (one.Slug, one.State, one.ModerateBy) = ($"{one.Id:n}", EventState.ToModerate, now + VerifyEvent.ToModerate);
            db.AgendaEvents.Add(one);
        }
        if (isByOwner && one.CorrectionAskedAt is not null) (one.CorrectionAskedAt, one.Reason, one.ModerateBy) = (null, "", now + VerifyEvent.ToModerate);
        one.ChangedAt = now;
        trail.Record(isNew ? "agenda.create" : "agenda.edit", "event", one.Id.ToString(), isByOwner ? "organisation" : null);
        await db.SaveChangesAsync(stop);
    }
}
