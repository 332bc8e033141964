using Terril.Agenda.Events;
using Terril.Agenda.Public;
using Terril.Shared.Mail;
using Terril.Shared.Proposing;
using Terril.Shared.Web;

namespace Terril.Agenda.Mails;

/// <summary>What a mail about an event says.</summary>
/// <param name="Link">The page that it leads to, by a secret of its own when it changes something.</param>
/// <param name="Reason">What the team wrote.</param>
public sealed record AgendaMail(AgendaEvent Event, string Link, string Reason = "");

/// <summary>What is written to who announces an event. Each mail is kept with what it tells of, by the caller’s <c>SaveChanges</c>.</summary>
public sealed class AgendaMails(Outbox outbox, SiteAddress site, TimeProvider clock)
{
    /// <summary>What these mails are caused by; they may hold a link that opens a door.</summary>
    public const string Proposal = "agenda.proposal";

    private static readonly TimeSpan s_toVerify = TimeSpan.FromDays(14);
    private static readonly TimeSpan s_toAnswer = TimeSpan.FromDays(60);

    internal Task Verify(AgendaEvent one, ProposalContact contact, string secret) => Write("Verify", one, contact, Mine(secret, contact), until: s_toVerify);

    internal Task Accepted(AgendaEvent one, ProposalContact contact, string secret) => Write("Accepted", one, contact, Mine(secret, contact), until: s_toAnswer);

    internal Task Refused(AgendaEvent one, ProposalContact contact) => Write("Refused", one, contact, site.To(AgendaPaths.Propose, contact.Language), one.Reason);

    internal Task ToCorrect(AgendaEvent one, ProposalContact contact, string secret) => Write("ToCorrect", one, contact, Mine(secret, contact), one.Reason, s_toAnswer);

    private string Mine(string secret, ProposalContact contact) => site.To($"{AgendaPaths.Propose}/{secret}", contact.Language);

    private Task Write(string template, AgendaEvent one, ProposalContact contact, string link, string reason = "", TimeSpan? until = null) => outbox.Write(
        new Recipient(contact.Address, contact.Name.Length > 0 ? contact.Name : null, contact.Language), $"/Agenda/Mails/{template}.cshtml", new AgendaMail(one, link, reason),
        new(Proposal, one.Id.ToString()), until is { } time ? new() { NotAfter = clock.GetUtcNow() + time } : null);
}
