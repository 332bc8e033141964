using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Shared.Web;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.After.Asked;

/// <param name="Questionnaire">Its address.</param>
/// <param name="Closes">Until when it is answered.</param>
/// <param name="Certificate">Where the certificate of attendance is.</param>
/// <param name="RestCertificate">That of the rest of the party, when some of it had waited and came too.</param>
/// <param name="Report">Where the report is, when it is published.</param>
public sealed record ThanksMail(VisitSession Session, Registration Registration, string Questionnaire, DateTimeOffset Closes, string Certificate, string? RestCertificate, string? Report);

/// <param name="Link">Where to answer, and to refuse to be asked again.</param>
public sealed record FollowUpMail(VisitSession Session, Registration Registration, int Months, string Link, DateTimeOffset Closes);

/// <summary>What is written to those who came, with what makes its links open; the caller’s <c>SaveChanges</c> keeps all of it or nothing.</summary>
public sealed class AfterMails(TerrilDb db, Outbox outbox, SiteAddress site, TimeProvider clock)
{
    public const string Thanks = "visits.thanks";
    public const string FollowUp = "visits.follow-up";

    private static readonly TimeSpan s_window = TimeSpan.FromDays(7);

    internal async Task Thank(VisitSession session, Registration registration, Registration? rest, bool hasReport)
    {
        var (now, asked, opens, opensRest) = (clock.GetUtcNow(), LinkWord.New(), LinkWord.New(), LinkWord.New());
        string To(string path) => site.To(path, registration.Language);
        var mail = new ThanksMail(session, registration, To($"/visites/questionnaire/{asked}"), now + AfterTimes.ToAnswer, To($"/visites/inscription/{opens}/attestation"),
            rest is null ? null : To($"/visites/inscription/{opensRest}/attestation"), hasReport ? To($"/visites/{session.Slug}/compte-rendu") : null);
        await Write("Thanks", mail, session, registration, new(Thanks, registration.Id.ToString()));
        db.FeedbackInvitations.Add(new() { SessionId = session.Id, SecretHash = LinkWord.HashOf(asked), SentAt = now });
        db.RegistrationLinks.Add(new() { RegistrationId = registration.Id, SecretHash = LinkWord.HashOf(opens), MadeAt = now });
        if (rest is not null) db.RegistrationLinks.Add(new() { RegistrationId = rest.Id, SecretHash = LinkWord.HashOf(opensRest), MadeAt = now });
    }

    internal async Task Ask(VisitSession session, Registration registration, int months)
    {
        var (now, word) = (clock.GetUtcNow(), LinkWord.New());
        var followUp = new FollowUp { SessionId = session.Id, RegistrationId = registration.Id, Months = months, SecretHash = LinkWord.HashOf(word), AskedAt = now };
        await Write("FollowUp", new FollowUpMail(session, registration, months, site.To($"/visites/suites/{word}", registration.Language), now + AfterTimes.ToTell), session, registration, new(FollowUp, followUp.Id.ToString()));
        db.FollowUps.Add(followUp);
    }

    private Task Write<TMail>(string template, TMail mail, VisitSession session, Registration registration, Cause cause) => outbox.Write(
        new Recipient(registration.Address, registration.ContactName.Length > 0 ? registration.ContactName : null, registration.Language), $"/Visits/After/Mails/{template}.cshtml", mail, cause,
        new() { NotAfter = clock.GetUtcNow() + s_window, ReplyTo = session.OrganiserAddress is { Length: > 0 } organiser ? organiser : null });
}
