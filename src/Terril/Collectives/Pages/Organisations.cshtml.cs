using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Access;
using Terril.Shared.Cache;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Collectives.Pages;

/// <summary>The organisations that act, by name.</summary>
[Open]
[SharedPage(OrganisationsAsked.KindName, OrganisationsAsked.ThemeName, OrganisationsAsked.TerritoryName, OrganisationsAsked.CollectiveName, OrganisationsAsked.PageName)]
public sealed class OrganisationsPage(KnownCollectives known, SubjectNames names, Links links, TimeProvider clock) : PageModel
{
    private const int OnPage = 50;

    public OrganisationsAsked Asked { get; private set; } = new();

    public CollectivesSaid Said { get; private set; } = null!;

    public SubjectNames Names => names;

    public IReadOnlyList<OrganisationBrief> Found { get; private set; } = [];

    public IReadOnlyList<OrganisationBrief> Shown { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public int Pages => Math.Max(1, (Found.Count + OnPage - 1) / OnPage);

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public IReadOnlyList<Territory> Territories { get; private set; } = [];

    public string At(int page) => links.To(CollectivePaths.Organisations, Asked.Query(page));

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        Said = await known.Now(stop);
        if (Said.Edition.Length == 0) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        Asked = OrganisationsAsked.Of(Request.Query);
        Found = Asked.Among(Said, names, Paris.Day(clock.GetUtcNow()));
        if (Request.Query[OrganisationsAsked.PageName].FirstOrDefault() is { } said && (!int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > Pages)) return NotFound();
        Number = Request.Query[OrganisationsAsked.PageName].FirstOrDefault() is { } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : 1;
        Shown = [.. Found.Skip((Number - 1) * OnPage).Take(OnPage)];
        Themes = [.. Said.Organisations.SelectMany(o => o.Themes).Append(Asked.Theme ?? "").Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(names.Theme, StringComparer.CurrentCulture)];
        Territories = [.. Said.Organisations.Select(o => o.Territory).Append(Asked.Territory ?? "").Distinct(StringComparer.Ordinal).Select(names.Territory).OfType<Territory>().OrderBy(t => t.Name, StringComparer.CurrentCulture)];
        return Page();
    }
}
