using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;

namespace Terril.Actions.Moderating;

/// <summary>Sheets that wait for a yes or a no, and what readers say of those that are published.</summary>
internal sealed class ActionsWait(TerrilDb db) : IWait
{
    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        if (!person.May(ActionsPermissions.Moderate)) return [];
        List<Waiting> waits = [];
        var due = await db.ActionSheets.Where(s => s.State == ActionState.ToModerate && s.CorrectionAskedAt == null).Select(s => s.ModerateBy).ToListAsync(stop);
        if (due.Count > 0)
            waits.Add(new(new($"{due.Count} {(due.Count < 2 ? "action attend" : "actions attendent")} d’être modérée{(due.Count < 2 ? "" : "s")}", $"{due.Count} {(due.Count == 1 ? "action waits" : "actions wait")} to be moderated"), $"{ActionsDesk.Root}?state=ToModerate", due.Min()));
        var reports = await db.ActionReports.CountAsync(r => r.HandledAt == null, stop);
        if (reports > 0)
            waits.Add(new(new($"{reports} {(reports < 2 ? "signalement sur une action" : "signalements sur des actions")}", $"{reports} {(reports == 1 ? "report" : "reports")} about actions"), $"{ActionsDesk.Root}?wait=reports"));
        return waits;
    }
}
