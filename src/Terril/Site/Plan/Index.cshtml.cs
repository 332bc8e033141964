using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Shared.Access;
using Terril.Shared.Ui;
using Terril.Shared.Web;
using Terril.Visits.Public;

namespace Terril.Site.Plan;

/// <summary>Every page that one may come to, from one page.</summary>
[Open]
public sealed class IndexPage(IEnumerable<PublicPage> pages, Releases releases, KnownVisits visits, Links links) : PageModel
{
    public IReadOnlyList<PublicPage> Pages { get; } = [.. pages];

    /// <summary>Null before the first release, or before the day gone back to.</summary>
    public Release? Release { get; private set; }

    public IReadOnlyList<CircuitBrief> Circuits { get; private set; } = [];

    /// <summary>Those to come.</summary>
    public IReadOnlyList<VisitBrief> Visits { get; private set; } = [];

    public async Task OnGet(CancellationToken stop)
    {
        Release = releases.At(links.AsOf);
        var now = await visits.Now(stop);
        (Circuits, Visits) = (now.Said.Circuits, now.Coming);
    }
}
