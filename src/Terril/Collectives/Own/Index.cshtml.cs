using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Joining;
using Terril.Collectives.Manage;
using Terril.Collectives.Organisations;
using Terril.Observatory;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Wording;

namespace Terril.Collectives.Own;

/// <summary>The space of a member: the organisation that they speak for, and no other. Which one is never in the address.</summary>
[Requires(CollectivesPermissions.Own)]
public sealed class IndexPage(TerrilDb db, CurrentPerson person, SaveOrganisation save, KeepLogo logo, KeepRepresentatives representatives, AskToJoin ask, LeaveCollective leave, TypedSubjects subjects, TimeProvider clock)
    : OrganisationDeskPage(save, logo, representatives, subjects, clock)
{
    private readonly TimeProvider _clock = clock;
    private bool _isResponsible;

    public override string Here => CollectivesDeskModule.Own;

    public override bool MayInvite => _isResponsible;

    public IReadOnlyList<(Collective Collective, Membership Membership)> Memberships { get; private set; } = [];

    /// <summary>Those that it may ask to join, with their charter.</summary>
    public IReadOnlyList<Collective> Open { get; private set; } = [];

    public Text? JoiningFault { get; private set; }

    public async Task<IActionResult> OnPostJoin(Guid collective, Guid? charter, bool accepts)
    {
        if (!await Find() || !MayInvite) return NotFound();
        if (await db.Collectives.Include(c => c.Charters).SingleOrDefaultAsync(c => c.Id == collective && c.IsPublished, Stop) is not { } found) return NotFound();
        JoiningFault = !accepts && found.Charter is not null ? new("cochez la case : sans la charte, on ne peut pas rejoindre le collectif", "tick the box: without the charter, one cannot join the collective") : await ask.Run(found, Organisation.Id, charter, Stop);
        if (JoiningFault is null) return Done(Here, T["La demande est chez l’équipe du collectif. La réponse vous viendra par courriel.", "The request is with the team of the collective. The answer will come to you by mail."]);
        return await AsItIs();
    }

    public async Task<IActionResult> OnPostLeave(Guid membership)
    {
        if (!await Find() || !MayInvite) return NotFound();
        if (await db.Memberships.SingleOrDefaultAsync(m => m.Id == membership && m.OrganisationId == Organisation.Id, Stop) is not { } found) return NotFound();
        await leave.Run(found, Paris.Day(_clock.GetUtcNow()), "", Stop);
        return Done(Here, T["L’organisation ne fait plus partie de ce collectif.", "The organisation is a part of this collective no more."]);
    }

    protected override async Task<bool> Find()
    {
        var (id, own) = (person.Id, person.Organisation);
        if (own is null || await db.Organisations.SingleOrDefaultAsync(o => o.Id == own && o.MergedInto == null, Stop) is not { } found) return false;
        Organisation = found;
        _isResponsible = await db.Representatives.AnyAsync(r => r.PersonId == id && r.OrganisationId == own && r.Function == RepresentativeFunction.Responsible, Stop);
        return true;
    }

    protected override async Task Complete()
    {
        var all = await (from m in db.Memberships.AsNoTracking() join c in db.Collectives.AsNoTracking() on m.CollectiveId equals c.Id where m.OrganisationId == Organisation.Id orderby m.AskedAt select new { c, m }).ToListAsync(Stop);
        Memberships = [.. all.Select(x => (x.c, x.m))];
        var into = all.Where(x => x.m.State is MembershipState.Asked or MembershipState.Member).Select(x => x.c.Id).ToList();
        Open = await db.Collectives.AsNoTracking().Include(c => c.Charters).Where(c => c.IsOpen && c.IsPublished && !into.Contains(c.Id)).OrderBy(c => c.Slug).ToListAsync(Stop);
    }
}
