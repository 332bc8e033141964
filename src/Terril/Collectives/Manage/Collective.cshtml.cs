using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Forms;
using Terril.Shared.Search;

namespace Terril.Collectives.Manage;

/// <summary>One collective: what it is, its charter, who asks to join, who is in it since when, what sources state.</summary>
[Requires(CollectivesPermissions.Keep)]
public sealed class CollectivePage(TerrilDb db, SaveCollective save, AnswerRequest answer, LeaveCollective leave, KeepMembers keep) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CollectiveForm Form { get; set; } = new();

    public Collective Collective { get; private set; } = null!;

    public IReadOnlyList<(Membership Membership, Organisation Organisation)> Asking { get; private set; } = [];

    public IReadOnlyList<(Membership Membership, Organisation Organisation)> Members { get; private set; } = [];

    /// <summary>For the list that completes the name of one to add.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>The organisations that may be the same as one that asks.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Organisation>> Alike { get; private set; } = new Dictionary<Guid, IReadOnlyList<Organisation>>();

    /// <summary>What was typed in one of the small forms, and is faulty: its field, what, and what for.</summary>
    public (string Field, string? Typed, Guid? Of)? Typed { get; private set; }

    private string Here => $"{CollectivesDeskModule.Collectives}/{Id}";

    public async Task<IActionResult> OnGet()
    {
        if (!await Find()) return NotFound();
        Form = CollectiveForm.Of(Collective);
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!await Find()) return NotFound();
        var (write, axes) = Form.Read(Faults);
        if (Form.IsOpen && Collective.Charter is null) Faults.Add(nameof(CollectiveForm.IsOpen), "écrivez d’abord la charte que les organisations accepteront", "first write the charter that organisations will accept");
        if (Faults.Any) return Again();
        await save.Run(Collective, write, axes, Stop);
        return Done(Here, T["Collectif enregistré.", "Collective saved."]);
    }

    public async Task<IActionResult> OnPostCharter(string? textFr, string? textEn)
    {
        if (!await Find()) return NotFound();
        var (fr, en) = (Faults.Words("textFr", textFr, 20_000, isNeeded: true), Faults.Words("textEn", textEn, 20_000));
        if (Faults.Any) return Wrong(("textFr", textFr, null));
        await save.PublishCharter(Collective, fr, en, Stop);
        return Done(Here, T["La charte a une version de plus. Les membres gardent celle qu’ils ont acceptée.", "The charter has one more version. Members keep the one that they accepted."]);
    }

    public async Task<IActionResult> OnPostAccept(Guid membership) => await Decide(membership, null);

    public async Task<IActionResult> OnPostRefuse(Guid membership, string? reason) => await Decide(membership, reason?.Trim() ?? "");

    public async Task<IActionResult> OnPostAdd(string? name, string? joined, string? source)
    {
        if (!await Find()) return NotFound();
        var day = Faults.Day("joined", joined, isNeeded: true);
        var said = Faults.Line("source", source, 300);
        var words = SearchText.Normalise(name ?? "");
        var found = (await db.Organisations.AsNoTracking().Where(o => o.MergedInto == null).ToListAsync(Stop)).Where(o => SearchText.Normalise(o.Name) == words).ToList();
        if (found.Count != 1) Faults.Add("name", "écrivez le nom d’une organisation de la liste, en entier", "write the name of an organisation of the list, in full");
        if (!Faults.Any && await keep.Add(Collective, found[0].Id, day!.Value, said, Stop) is { } refusal) Faults.Add("name", refusal);
        return Faults.Any ? Wrong(("name", name, null)) : Done(Here, T[$"{found[0].Name} est membre depuis ce jour.", $"{found[0].Name} is a member from that day."]);
    }

    public async Task<IActionResult> OnPostSteer(Guid membership, bool steers)
    {
        if (!await Find() || await Of(membership) is not { } found) return NotFound();
        await keep.Steer(Collective, found, steers, Stop);
        return Done(Here, T["Enregistré.", "Saved."]);
    }

    public async Task<IActionResult> OnPostLeave(Guid membership, string? day, string? reason)
    {
        if (!await Find() || await Of(membership) is not { } found) return NotFound();
        var (left, why) = (Faults.Day("day", day, isNeeded: true), Faults.Line("reason", reason, 300));
        if (!Faults.Any && await leave.Run(found, left!.Value, why, Stop) is { } refusal) Faults.Add("day", refusal);
        return Faults.Any ? Wrong(("day", day, membership)) : Done(Here, T["Son départ est noté ; les comptes d’avant ne changent pas.", "Its leaving is noted; counts of before do not change."]);
    }

    public async Task<IActionResult> OnPostStated(string? stated, string? saysFr, string? saysEn, string? statedBy)
    {
        if (!await Find()) return NotFound();
        var (day, fr, en, by) = (Faults.Day("stated", stated, isNeeded: true), Faults.Line("saysFr", saysFr, 200, isNeeded: true), Faults.Line("saysEn", saysEn, 200), Faults.Line("statedBy", statedBy, 300, isNeeded: true));
        if (Faults.Any) return Wrong(("stated", stated, null));
        await keep.State(Collective, new() { CollectiveId = Id, On = day!.Value, SaysFr = fr, SaysEn = en, Source = by }, Stop);
        return Done(Here, T["Ce que dit la source est gardé, à côté de ce qui se compte ici.", "What the source says is kept, beside what is counted here."]);
    }

    private async Task<IActionResult> Decide(Guid membership, string? reason)
    {
        if (!await Find() || await Of(membership) is null) return NotFound();
        if (await answer.Run(membership, reason, Stop) is { } refusal)
        {
            Faults.Add($"reason-{membership}", refusal);
            return Wrong(("reason", reason, membership));
        }
        return Done(Here, reason is null ? T["La demande est acceptée, et l’organisation prévenue.", "The request is accepted, and the organisation told."] : T["La demande est refusée, et l’organisation prévenue avec la raison.", "The request is refused, and the organisation told why."]);
    }

    private PageResult Wrong((string, string?, Guid?) typed)
    {
        (Typed, Form) = (typed, CollectiveForm.Of(Collective));
        return Again();
    }

    private async Task<Membership?> Of(Guid membership) => await db.Memberships.SingleOrDefaultAsync(m => m.Id == membership && m.CollectiveId == Id, Stop);

    private async Task<bool> Find()
    {
        if (await db.Collectives.Include(c => c.Axes).Include(c => c.Charters).Include(c => c.Counts).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == Id, Stop) is not { } found) return false;
        Collective = found;
        var all = await (from m in db.Memberships.AsNoTracking() join o in db.Organisations.AsNoTracking() on m.OrganisationId equals o.Id where m.CollectiveId == Id orderby o.Name select new { m, o }).ToListAsync(Stop);
        Asking = [.. all.Where(x => x.m.State == MembershipState.Asked).OrderBy(x => x.m.AskedAt).Select(x => (x.m, x.o))];
        Members = [.. all.Where(x => x.m.State is MembershipState.Member or MembershipState.Left).Select(x => (x.m, x.o))];
        var everybody = await db.Organisations.AsNoTracking().Where(o => o.MergedInto == null).OrderBy(o => o.Name).ToListAsync(Stop);
        Names = [.. everybody.Where(o => o.IsPublished).Select(o => o.Name)];
        Alike = Asking.ToDictionary(a => a.Organisation.Id, a => (IReadOnlyList<Organisation>)[.. everybody.Where(o => o.Id != a.Organisation.Id && IsAlike(o, a.Organisation)).Take(3)]);
        return true;
    }

    private static bool IsAlike(Organisation one, Organisation other) =>
        other.Siret.Length > 0 && one.Siret == other.Siret || SearchText.Normalise(one.Name) == SearchText.Normalise(other.Name)
        || other.Acronym.Length > 1 && SearchText.Normalise(one.Acronym) == SearchText.Normalise(other.Acronym);
}
