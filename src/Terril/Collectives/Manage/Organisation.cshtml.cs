using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Organisations;
using Terril.Observatory.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Search;

namespace Terril.Collectives.Manage;

/// <summary>One organisation, for the team: its page, who speaks for it, and the one that it may be the same as.</summary>
[Requires(CollectivesPermissions.Keep)]
public sealed class OrganisationPage(TerrilDb db, SaveOrganisation save, KeepLogo logo, KeepRepresentatives representatives, MergeOrganisations merge, TypedSubjects subjects, TimeProvider clock)
    : OrganisationDeskPage(save, logo, representatives, subjects, clock)
{
    private const int MostSuggested = 8;

    private readonly SaveOrganisation _save = save;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public override string Here => $"{CollectivesDeskModule.Organisations}/{Id}";

    public override bool MayInvite => true;

    /// <summary>Those whose name or number is near.</summary>
    public IReadOnlyList<Organisation> Alike { get; private set; } = [];

    public async Task<IActionResult> OnPostShow(bool shown)
    {
        if (!await Find()) return NotFound();
        await _save.Show(Organisation, shown, Stop);
        return Done(Here, shown ? T["La page est publiée.", "The page is published."] : T["La page n’est plus publiée.", "The page is published no more."]);
    }

    public async Task<IActionResult> OnPostMerge(Guid kept)
    {
        if (!await Find()) return NotFound();
        return await merge.Run(Id, kept, Stop)
            ? Done($"{CollectivesDeskModule.Organisations}/{kept}", T["Les deux organisations n’en font plus qu’une ; l’ancienne adresse mène ici.", "The two organisations are one; the former address leads here."])
            : NotFound();
    }

    protected override async Task<bool> Find()
    {
        if (await db.Organisations.SingleOrDefaultAsync(o => o.Id == Id && o.MergedInto == null, Stop) is not { } found) return false;
        Organisation = found;
        return true;
    }

    protected override async Task Complete()
    {
        var longest = SearchText.Words(Organisation.Name).OrderByDescending(w => w.Length).FirstOrDefault() ?? "";
        var others = db.Organisations.AsNoTracking().Where(o => o.Id != Id && o.MergedInto == null);
        Alike = await others.Where(o => longest.Length > 3 && o.Words.Contains(longest) || Organisation.Siret != "" && o.Siret == Organisation.Siret).OrderBy(o => o.Name).Take(MostSuggested).ToListAsync(Stop);
    }
}
