using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Agenda.Public;
using Terril.Collectives.Organisations;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Collectives.Pages;

/// <summary>An organisation: who it is, where it acts, the collectives it is in and since when.</summary>
[Open]
[SharedPage]
public sealed class OrganisationPage(TerrilDb db, KnownCollectives known, AskActions actions, AskAgenda agenda, SubjectNames names, Links links, TimeProvider clock) : PageModel
{
    public Organisation Organisation { get; private set; } = null!;

    public SubjectNames Names => names;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<(CollectiveBrief Collective, MemberBrief Member)> Memberships { get; private set; } = [];

    public DateOnly Today { get; } = Paris.Day(clock.GetUtcNow());

    /// <summary>That it leads or takes part in.</summary>
    public IReadOnlyList<ActionBrief> Actions { get; private set; } = [];

    /// <summary>The next dates that it announces, and how many there are.</summary>
    public (IReadOnlyList<(EventBrief Event, DateBrief Date)> Next, int Count) Agenda { get; private set; } = ([], 0);

    public IReadOnlyList<Uri> OtherAddresses { get; private set; } = [];

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Slug == slug && o.IsPublished && o.MergedInto == null, stop) is not { } found) return await Elsewhere(slug, stop);
        Organisation = found;
        var said = await known.Now(stop);
        Memberships = [.. said.Collectives.SelectMany(c => c.Members.Where(m => m.Organisation.Id == found.Id).Select(m => (c, m))).OrderByDescending(m => m.m.JoinedOn)];
        OtherAddresses = [.. found.Links.Split('\n').Select(l => Uri.TryCreate(l, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null).OfType<Uri>()];
        Actions = await actions.Of(found.Id, stop);
        Agenda = await agenda.Of(found.Id, stop);
        return Page();
    }

    // An address that it had leads to the one it has.
    private async Task<IActionResult> Elsewhere(string slug, CancellationToken stop)
    {
        var to = await (from former in db.FormerSlugs
                        join organisation in db.Organisations on former.OrganisationId equals organisation.Id
                        where former.Slug == slug && organisation.IsPublished
                        select organisation.Slug).SingleOrDefaultAsync(stop);
        return to is null ? NotFound() : RedirectPermanent(links.To(CollectivePaths.Organisation(to)));
    }
}
