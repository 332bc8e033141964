using Microsoft.EntityFrameworkCore;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Messages;

/// <summary>Writes to people of a session, about that visit: one mail a registration, all of them or none, once.</summary>
public sealed class WriteToSession(TerrilDb db, Outbox outbox, MailRegister register, RenderMail render, SiteAddress site, AuditTrail trail)
{
    /// <summary>What such a mail is caused by.</summary>
    public const string Kind = "visits.message";

    private const string Template = "/Visits/Manage/Messages/Message.cshtml";

    internal static string CauseOf(Guid session, Guid sending) => $"{session}/{sending}";

    /// <summary>Whom the message is for, at this instant: those of the session alone, and nobody who was forgotten.</summary>
    public Task<List<Registration>> Recipients(Guid session, MessageForm form, CancellationToken stop)
    {
        var chosen = form.Chosen.ToList();
        var of = db.Registrations.AsNoTracking().Where(r => r.SessionId == session && r.ForgottenAt == null);
        of = form.Segment switch
        {
            Segment.Confirmed => of.Where(r => r.State == RegistrationState.Confirmed),
            Segment.Waiting => of.Where(r => r.State == RegistrationState.Waiting),
            Segment.Offered => of.Where(r => r.State == RegistrationState.Offered),
            Segment.Came => of.Where(r => db.Attendances.Any(a => a.RegistrationId == r.Id && a.UndoneAt == null)),
            Segment.DidNotCome => of.Where(r => r.State == RegistrationState.Confirmed && !db.Attendances.Any(a => a.RegistrationId == r.Id && a.UndoneAt == null)),
            _ => of.Where(r => chosen.Contains(r.Id)),
        };
        return of.OrderBy(r => r.Id).ToListAsync(stop);
    }

    /// <summary>What one of them would read, as plain text.</summary>
    public async Task<(string Subject, string Text)> Preview(VisitSession session, SessionMessage message, Registration to)
    {
        var mail = await render.Run(Template, Fill(session, message, to), to.Language);
        return (mail.Subject, mail.Text);
    }

    /// <summary>This sending was done.</summary>
    public Task<bool> IsSent(Guid session, Guid sending, CancellationToken stop)
    {
        var cause = CauseOf(session, sending);
        return register.All.AnyAsync(m => m.CauseKind == Kind && m.CauseId == cause, stop);
    }

    /// <returns>How many mails leave; the number of those that left already when this sending was done before.</returns>
    public async Task<int> Run(VisitSession session, SessionMessage message, MessageForm form, CancellationToken stop)
    {
        var cause = new Cause(Kind, CauseOf(session.Id, form.Sending));
        await using var transaction = await db.BeginAlone($"visits.message {form.Sending}", stop);
        if (await register.All.CountAsync(m => m.CauseKind == cause.Kind && m.CauseId == cause.Id, stop) is > 0 and var before) return before;
        var recipients = await Recipients(session.Id, form, stop);
        foreach (var to in recipients)
            await outbox.Write(new Recipient(to.Address, to.ContactName.Length > 0 ? to.ContactName : null, to.Language), Template, Fill(session, message, to), cause,
                new() { ReplyTo = session.OrganiserAddress is { Length: > 0 } organiser ? organiser : null });
        trail.Record("visits.message.send", "session", session.Id.ToString(), $"{form.Segment}, {recipients.Count}");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return recipients.Count;
    }

    private FilledMessage Fill(VisitSession session, SessionMessage message, Registration to)
    {
        var words = new Words(to.Language);
        var title = words[session.About.Title];
        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["nom"] = to.ContactName, ["visite"] = title, ["date"] = words.Span(session.StartsAt, session.EndsAt), ["rendez-vous"] = words[session.Meeting], ["places"] = words.Number(to.Size),
        };
        // What fills a subject is brought to one line: a meeting point may have several.
        var subject = SessionMessage.Names.Fill(message.Subject(words.InFrench), given).ReplaceLineEndings(" ");
        return new(subject, SessionMessage.Names.Fill(message.Words(words.InFrench), given), title, session.StartsAt, session.EndsAt, site.To($"/visites/{session.Slug}", to.Language));
    }
}
