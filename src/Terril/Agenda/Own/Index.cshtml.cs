using Terril.Agenda.Events;
using Terril.Agenda.Moderating;
using Terril.Collectives.Public;
using Terril.Shared.Access;
using Terril.Shared.Desk;

namespace Terril.Agenda.Own;

/// <summary>The events of one’s own organisation, and of no other.</summary>
[Requires(AgendaPermissions.Own)]
public sealed class IndexPage(OwnEvents own, TimeProvider clock) : TablePage<EventRow, EventOrder>
{
    private IQueryable<AgendaEvent>? _events;

    public OrganisationBrief? Organisation { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context, Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutionDelegate next)
    {
        _events = await own.Events(context.HttpContext.RequestAborted);
        Organisation = await own.Organisation(context.HttpContext.RequestAborted);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    protected override Table<EventRow, EventOrder> Declare() => new(new("Vos rendez-vous", "Your events"), EventRow.Columns(T, one => Links.To($"{AgendaDesk.Own}/{one.Id}"), clock)) { Filters = EventRow.Filters, IsExported = true };

    protected override string FileName => "agenda";

    protected override IQueryable<EventRow> Rows(TableAsked<EventOrder> asked) => EventRow.Of(_events!, asked, clock.GetUtcNow());

    protected override IQueryable<EventRow> Sorted(IQueryable<EventRow> rows, EventOrder by, bool down) => EventRow.Sorted(rows, by, down);
}
