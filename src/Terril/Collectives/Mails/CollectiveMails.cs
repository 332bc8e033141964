using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Observatory;
using Terril.Shared.Mail;
using Terril.Shared.Web;

namespace Terril.Collectives.Mails;

/// <summary>What a mail about joining says.</summary>
/// <param name="Link">Where to go on.</param>
/// <param name="Reason">Why it was refused; null when it was not.</param>
public sealed record JoiningMail(string Name, Text Collective, string Organisation, string Link, string? Reason = null);

/// <summary>What is written to those who ask to join. Each is kept with what it tells of, by the caller’s <c>SaveChanges</c>.</summary>
public sealed class CollectiveMails(Outbox outbox, SiteAddress site)
{
    public const string RequestKind = "collectives.request";
    public const string AnswerKind = "collectives.answer";

    internal Task Verify(JoinRequest request, Collective collective, Organisation organisation, string secret) => outbox.Write(
        new Recipient(request.Address, request.ContactName, request.Language), "/Collectives/Mails/Verify.cshtml",
        new JoiningMail(request.ContactName, collective.Name, organisation.Name, site.To($"/collectifs/demande/{secret}", request.Language)), new(RequestKind, request.Id.ToString()));

    internal Task Answered(Membership membership, Collective collective, Organisation organisation, Asker to) => outbox.Write(
        new Recipient(to.Address, to.Name, to.Language), membership.State == MembershipState.Member ? "/Collectives/Mails/Accepted.cshtml" : "/Collectives/Mails/Refused.cshtml",
        new JoiningMail(to.Name, collective.Name, organisation.Name, site.To(membership.State == MembershipState.Member ? $"/organisations/{organisation.Slug}" : $"/collectifs/{collective.Slug}", to.Language), membership.Reason),
        new(AnswerKind, membership.Id.ToString()));
}
