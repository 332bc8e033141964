using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Public;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Collectives.Pages;

/// <summary>A collective on a day: its purpose, its axes, its charter, and who was in it then.</summary>
[Open]
[SharedPage(OnName)]
public sealed class CollectivePage(TerrilDb db, KnownCollectives known, AskActions actions, SubjectNames names, SiteAddress site, Words words, TimeProvider clock) : PageModel
{
    public const string OnName = "on";

    public CollectiveBrief Collective { get; private set; } = null!;

    public SubjectNames Names => names;

    public Charter? Charter { get; private set; }

    /// <summary>What sources state of it, the oldest first, with what is counted here on that day.</summary>
    public IReadOnlyList<(StatedCount Stated, int Counted)> Stated { get; private set; } = [];

    /// <summary>The day that is shown.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Another day than the one that is shown by itself.</summary>
    public bool IsAsked { get; private set; }

    public IReadOnlyList<MemberBrief> Members { get; private set; } = [];

    /// <summary>From the scheme on: for a page elsewhere.</summary>
    public string CountersAddress => site.To($"{Collective.Path}/compteurs", words.Language);

    public IReadOnlyList<MemberBrief> Steering => [.. Members.Where(m => m.IsSteering)];

    public IReadOnlyList<(OrganisationKind Kind, IReadOnlyList<MemberBrief> Members)> ByKind { get; private set; } = [];

    public IReadOnlyList<(Territory? Territory, int Count)> ByTerritory { get; private set; } = [];

    private IReadOnlyList<ActionBrief> Actions { get; set; } = [];

    /// <summary>How many actions of the census are on this axis, today.</summary>
    public int ActionsOn(AxisBrief axis) => Actions.Count(a => a.Axes.Contains($"{axis.Id}", StringComparer.Ordinal));

    public async Task<IActionResult> OnGet(string slug, string? on, CancellationToken stop)
    {
        var said = await known.Now(stop);
        if (said.Collectives.FirstOrDefault(c => c.Slug == slug) is not { } found) return NotFound();
        Collective = found;
        var today = Paris.Day(clock.GetUtcNow());
        On = found.EndsOn is { } end && end < today ? end : today;
        if (!string.IsNullOrWhiteSpace(on))
        {
            if (!DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return NotFound();
            (On, IsAsked) = (day, true);
        }
        var order = said.Organisations.Index().ToDictionary(o => o.Item.Id, o => o.Index);
        Members = [.. found.Members.Where(m => m.IsMemberOn(On)).OrderBy(m => order[m.Organisation.Id])];
        ByKind = [.. Members.GroupBy(m => m.Organisation.Kind).OrderBy(g => g.Key).Select(g => (g.Key, (IReadOnlyList<MemberBrief>)[.. g]))];
        ByTerritory = [.. Members.GroupBy(m => names.Territory(m.Organisation.Territory)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key?.Name, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))];
        var collective = await db.Collectives.AsNoTracking().Include(c => c.Charters).Include(c => c.Counts).AsSplitQuery().SingleAsync(c => c.Id == found.Id, stop);
        Charter = collective.Charter;
        Actions = await actions.All(stop);
        Stated = [.. collective.Counts.OrderBy(c => c.On).Select(c => (c, found.MembersOn(c.On)))];
        return Page();
    }
}
