using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Jobs;
using Terril.Shared.Wording;

namespace Terril.Post;

public enum JobSort
{
    DueAt,
    Name,
    State,
}

/// <summary>What the site does by itself: what is waiting, what recurs, what failed and why.</summary>
[Requires(PostPermissions.Jobs)]
public sealed class JobsPage(JobRegister register, AuditTrail trail, TerrilDb db) : TablePage<Job, JobSort>
{
    private const string RetryAct = "retry";
    private const string GiveUpAct = "give-up";

    protected override Table<Job, JobSort> Declare() => new(new("Tâches", "Jobs"),
    [
        new(new("Tâche", "Job"), j => new(j.Name) { Small = j.Given }) { Sort = JobSort.Name },
        new(new("Revient", "Recurs"), j => register.Recurs(j) is { } every ? T[every.Words] : j.Schedule ?? ""),
        new(new("État", "State"), j => new(T[States.Name(j, register.IsKnown(j))]) { Tag = States.Tone(j, register.IsKnown(j)) }) { Sort = JobSort.State },
        new(new("Prévue", "Due"), j => j.DueAt is { } due ? new Cell(T.Instant(due)) { Exported = due.ToString("O") } : "") { Sort = JobSort.DueAt },
        new(new("Dernière fin", "Last end"), j => j.EndedAt is { } ended ? new Cell(T.Instant(ended)) { Small = j.Runner } : ""),
        new(new("Essais", "Attempts"), j => T.Number(j.Attempts)) { IsNumber = true },
        new(new("Motif de l’échec", "Reason of failure"), j => j.Reason ?? ""),
    ])
    {
        Filters =
        [
            new("name", new("Tâche", "Job")),
            new("state", new("État", "State")) { Choices =
            [
                (nameof(JobState.Waiting), new("En attente", "Waiting")), (nameof(JobState.Running), new("En cours", "Running")),
                (nameof(JobState.Done), new("Faites", "Done")), (nameof(JobState.Failed), new("En échec", "Failed")),
            ] },
        ],
        Acts =
        [
            new(RetryAct, new("Faire maintenant", "Do now"), new("Celles qui attendent ou ont échoué recommencent tout de suite, avec de nouveaux essais.", "Those that wait or have failed begin at once, with new attempts.")),
            new(GiveUpAct, new("Abandonner", "Give up"), new("Celles qui attendent ou ont échoué ne seront pas faites. Celles qui reviennent restent. Cela ne se défait pas.", "Those that wait or have failed will not be done. Recurring ones stay. This cannot be undone.")) { IsFinal = true },
        ],
        Id = j => j.Id.ToString(),
    };

    protected override IQueryable<Job> Rows(TableAsked<JobSort> asked)
    {
        var rows = register.All;
        if (asked["name"]?.Trim() is { Length: > 0 } name) rows = rows.Where(j => j.Name.Contains(name));
        return asked["state"] is { } said && Enum.TryParse<JobState>(said, out var state) ? rows.Where(j => j.State == state) : rows;
    }

    protected override IQueryable<Job> Sorted(IQueryable<Job> rows, JobSort by, bool down) => (by switch
    {
        JobSort.Name => rows.By(j => j.Name, down),
        JobSort.State => rows.By(j => j.State, down),
        // What is over has no time, and comes last on both databases.
        _ => down ? rows.OrderBy(j => j.DueAt == null).ThenByDescending(j => j.DueAt) : rows.OrderBy(j => j.DueAt == null).ThenBy(j => j.DueAt),
    }).ThenBy(j => j.Id);

    protected override IQueryable<Job> Known(IReadOnlyList<string> ids)
    {
        var known = ids.Select(id => Guid.TryParse(id, out var read) ? read : (Guid?)null).OfType<Guid>().ToList();
        return register.All.Where(j => known.Contains(j.Id));
    }

    protected override async Task<string> Apply(string act, IReadOnlyList<Job> rows, CancellationToken stop)
    {
        var ids = rows.Select(j => j.Id).ToList();
        await using var acting = await db.Database.BeginTransactionAsync(stop);
        var count = act == RetryAct ? await register.Retry(ids, stop) : await register.GiveUp(ids, stop);
        trail.Record($"post.job-{act}", "job", ids.Count == 1 ? ids[0].ToString() : null, string.Join(", ", rows.Select(j => j.Name).Distinct()));
        await db.SaveChangesAsync(stop);
        await acting.CommitAsync(stop);
        return act == RetryAct
            ? T.Count(count, "tâche recommence.", "tâches recommencent.", "job begins again.", "jobs begin again.")
            : T.Count(count, "tâche abandonnée.", "tâches abandonnées.", "job given up.", "jobs given up.");
    }
}
