using Terril.Actions.Census;
using Terril.Actions.Moderating;
using Terril.Collectives.Public;
using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Search;

namespace Terril.Actions.Own;

/// <summary>The actions of one’s own organisation, and of no other.</summary>
[Requires(ActionsPermissions.Own)]
public sealed class IndexPage(OwnActions own, TimeProvider clock) : TablePage<SheetRow, SheetOrder>
{
    private IQueryable<ActionSheet>? _sheets;

    public OrganisationBrief? Organisation { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context, Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutionDelegate next)
    {
        _sheets = await own.Sheets(context.HttpContext.RequestAborted);
        Organisation = await own.Organisation(context.HttpContext.RequestAborted);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    protected override Table<SheetRow, SheetOrder> Declare() => new(new("Vos actions", "Your actions"), SheetRow.Columns(T, sheet => Links.To($"{ActionsDesk.Own}/{sheet.Id}"), clock))
    {
        Filters = [new("q", new("Titre", "Title")), new("state", new("État", "State")) { Choices = [.. Enum.GetValues<ActionState>().Where(s => s != ActionState.Unverified).Select(s => (s.ToString(), ActionWords.State(s)))] }],
        IsExported = true,
    };

    protected override string FileName => "actions";

    protected override IQueryable<SheetRow> Rows(TableAsked<SheetOrder> asked)
    {
        var sheets = _sheets!.Where(s => s.State != ActionState.Unverified);
        foreach (var word in SearchText.Words(asked["q"])) sheets = sheets.Where(s => s.Words.Contains(word));
        if (asked["state"] is { } state && Enum.Parse<ActionState>(state) is var wanted) sheets = sheets.Where(s => s.State == wanted);
        return sheets.Select(s => new SheetRow { Sheet = s, Reported = 0 });
    }

    protected override IQueryable<SheetRow> Sorted(IQueryable<SheetRow> rows, SheetOrder by, bool down) => SheetRow.Sorted(rows, by, down);
}
