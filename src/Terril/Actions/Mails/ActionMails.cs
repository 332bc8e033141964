using Terril.Actions.Census;
using Terril.Actions.Public;
using Terril.Shared.Mail;
using Terril.Shared.Proposing;
using Terril.Shared.Web;

namespace Terril.Actions.Mails;

/// <summary>What a mail about an action says.</summary>
/// <param name="Link">The page that it leads to, by a secret of its own when it changes something.</param>
/// <param name="Reason">What the team wrote.</param>
public sealed record ActionMail(ActionSheet Sheet, string Link, string Reason = "");

/// <summary>What is written about actions. Each mail is kept with what it tells of, by the caller’s <c>SaveChanges</c>.</summary>
public sealed class ActionMails(Outbox outbox, SiteAddress site, TimeProvider clock)
{
    /// <summary>What a mail to who proposes is caused by; it may hold a link that opens a door.</summary>
    public const string Proposal = "actions.proposal";

    /// <summary>The yearly question.</summary>
    public const string StillTrue = "actions.still-true";

    private static readonly TimeSpan s_toVerify = TimeSpan.FromDays(14);
    private static readonly TimeSpan s_toAnswer = TimeSpan.FromDays(60);

    internal Task Verify(ActionSheet sheet, ProposalContact contact, string secret) => Write("Verify", sheet, contact, Mine(secret, contact), until: s_toVerify);

    internal Task Accepted(ActionSheet sheet, ProposalContact contact) => Write("Accepted", sheet, contact, site.To(ActionPaths.Sheet(sheet.Slug), contact.Language));

    internal Task Refused(ActionSheet sheet, ProposalContact contact) => Write("Refused", sheet, contact, site.To(ActionPaths.Propose, contact.Language), sheet.Reason);

    internal Task ToCorrect(ActionSheet sheet, ProposalContact contact, string secret) => Write("ToCorrect", sheet, contact, Mine(secret, contact), sheet.Reason, s_toAnswer);

    internal Task Ask(ActionSheet sheet, string address, string? name, string language, string secret) => outbox.Write(
        new Recipient(address, name, language), "/Actions/Mails/Ask.cshtml", new ActionMail(sheet, site.To($"/actions/encore-vraie/{secret}", language)),
        new(StillTrue, sheet.Id.ToString()), new() { NotAfter = clock.GetUtcNow() + s_toAnswer });

    private string Mine(string secret, ProposalContact contact) => site.To($"{ActionPaths.Propose}/{secret}", contact.Language);

    private Task Write(string template, ActionSheet sheet, ProposalContact contact, string link, string reason = "", TimeSpan? until = null) => outbox.Write(
        new Recipient(contact.Address, contact.Name.Length > 0 ? contact.Name : null, contact.Language), $"/Actions/Mails/{template}.cshtml", new ActionMail(sheet, link, reason),
        new(Proposal, sheet.Id.ToString()), until is { } time ? new() { NotAfter = clock.GetUtcNow() + time } : null);
}
