using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Jobs;

/// <summary>Takes jobs and writes what became of them. Each act is one statement that a lease guards: a node that lost its lease changes nothing.</summary>
internal sealed class JobLedger(TerrilDb db, TimeProvider clock, JobKinds kinds)
{
    public static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(1);

    private const int MostAttempts = 6;

    private static readonly TimeSpan[] s_pauses = [.. new[] { 1, 5, 30, 120, 360 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>The recurring jobs of this version have their row, and the next time of their present schedule.</summary>
    public async Task Declare(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var (name, _, every) in kinds.All)
        {
            if (every is null) continue;
            var (id, schedule, next) = (Job.KeyOf(name), every.ToString(), every.Next(now, name));
            var at = (Now: InstantAsMicroseconds.Of(now), Next: InstantAsMicroseconds.Of(next));
            await db.Database.ExecuteSqlAsync($"insert into jobs (id, name, schedule, state, asked_at, due_at, attempts) values ({id}, {name}, {schedule}, 'Waiting', {at.Now}, {at.Next}, 0) on conflict (id) do nothing", stop);
            await db.Jobs.Where(j => j.Id == id && j.Schedule != schedule && j.State == JobState.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.Schedule, schedule).SetProperty(j => j.DueAt, next), stop);
        }
    }

    /// <summary>The job that has waited longest, leased to <paramref name="runner"/>; null when none is due that this version knows.</summary>
    public async Task<Job?> Take(string runner, CancellationToken stop)
    {
        var (now, names) = (clock.GetUtcNow(), kinds.All.Select(kind => kind.Name).ToList());
        // Asked first without a lock: most often there is nothing to do.
        if (!await db.Jobs.AnyAsync(j => j.DueAt <= now && names.Contains(j.Name), stop)) return null;

        var (at, until) = (InstantAsMicroseconds.Of(now), InstantAsMicroseconds.Of(now + LeaseLength));
        var known = string.Join(", ", names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"{{{i + 4}}}")));
#pragma warning disable EF1002 // What is put into the text is the place of a parameter, and a word of ours.
        var taken = await db.Jobs.FromSqlRaw(
            $$"""
            update jobs set state = 'Running', lease = {0}, runner = {1}, started_at = {2}, due_at = {3}, attempts = attempts + 1
            where id = (select id from jobs where due_at <= {2} and name in ({{known}}) order by due_at limit 1 {{(db.Database.IsNpgsql() ? "for update skip locked" : "")}})
            returning *
            """, [Guid.CreateVersion7(), runner, at, until, .. names]).AsNoTracking().ToListAsync(stop);
#pragma warning restore EF1002
        return taken.SingleOrDefault();
    }

    /// <summary>False when another node has it by now.</summary>
    public async Task<bool> Renew(Job job, CancellationToken stop) =>
        await Held(job).ExecuteUpdateAsync(set => set.SetProperty(j => j.DueAt, clock.GetUtcNow() + LeaseLength), stop) == 1;

    public Task Done(Job job) => job.Schedule is null ? End(job, JobState.Done, reason: null) : Recur(job, reason: null);

    /// <summary>Later, after a longer pause each time; a recurring job then waits for its next time, one that was asked for a person.</summary>
    public Task Failed(Job job, string reason) =>
        IsExhausted(job) ? job.Schedule is null ? End(job, JobState.Failed, reason) : Recur(job, reason)
        : Wait(job, clock.GetUtcNow() + s_pauses[Math.Min(job.Attempts, s_pauses.Length) - 1], job.Attempts, reason);

    /// <summary>It was begun and died with its node more often than it may fail.</summary>
    public static bool IsSpent(Job job) => job.Attempts > MostAttempts;

    /// <summary>As if it had not been taken.</summary>
    public Task GiveBack(Job job) => Wait(job, clock.GetUtcNow(), job.Attempts - 1, job.Reason);

    private static bool IsExhausted(Job job) => job.Attempts >= MostAttempts;

    private IQueryable<Job> Held(Job job) => db.Jobs.Where(j => j.Id == job.Id && j.Lease == job.Lease && j.State == JobState.Running);

    private Task<int> End(Job job, JobState state, string? reason) => Held(job).ExecuteUpdateAsync(set => set
        .SetProperty(j => j.State, state).SetProperty(j => j.DueAt, (DateTimeOffset?)null).SetProperty(j => j.Lease, (Guid?)null)
        .SetProperty(j => j.EndedAt, clock.GetUtcNow()).SetProperty(j => j.Reason, reason));

    private Task<int> Recur(Job job, string? reason) => Wait(job, kinds[job.Name].Every?.Next(clock.GetUtcNow(), job.Name) ?? clock.GetUtcNow(), 0, reason);

    private Task<int> Wait(Job job, DateTimeOffset due, int attempts, string? reason) => Held(job).ExecuteUpdateAsync(set => set
        .SetProperty(j => j.State, JobState.Waiting).SetProperty(j => j.DueAt, due).SetProperty(j => j.Lease, (Guid?)null)
        .SetProperty(j => j.Attempts, attempts).SetProperty(j => j.EndedAt, clock.GetUtcNow()).SetProperty(j => j.Reason, reason));
}
