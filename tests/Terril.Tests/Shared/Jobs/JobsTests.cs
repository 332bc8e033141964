using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Database;
using Terril.Shared.Jobs;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Jobs;

public sealed class JobsTests
{
    [Theory, OnBothDatabases]
    public async Task A_job_is_done_once_after_what_asked_for_it_is_kept(Provider on)
    {
        await using var house = await Open(on);
        await Ask(house, "write", "a");
        await house.DoJobs();
        await house.DoJobs();

        Assert.Equal(["a"], Written(house));
        Assert.Equal(JobState.Done, (await Asked(house)).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_job_waits_for_its_time(Provider on)
    {
        await using var house = await Open(on);
        await Ask(house, "write", "a", house.Clock.Now.AddHours(1));
        await house.DoJobs();
        Assert.Empty(Written(house));

        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.DoJobs();
        Assert.Equal(["a"], Written(house));
    }

    [Theory, OnBothDatabases]
    public async Task A_job_that_fails_is_tried_again_after_growing_pauses_then_shown_with_its_reason(Provider on)
    {
        await using var house = await Open(on);
        await Ask(house, "fail", "a");
        var pauses = new List<TimeSpan>();
        for (var now = house.Clock.Now; (await Asked(house)).DueAt is { } due; now = due)
        {
            pauses.Add(due - now);
            house.Clock.Now = due;
            await house.DoJobs();
        }

        var failed = await Asked(house);
        Assert.Equal([0, 1, 5, 30, 120, 360], pauses.Select(p => (int)p.TotalMinutes));
        Assert.Equal((JobState.Failed, "InvalidOperationException: no answer from …", 6), (failed.State, failed.Reason, failed.Attempts));
        Assert.Equal(6, Written(house).Count);
    }

    [Theory, OnBothDatabases]
    public async Task A_job_whose_node_died_is_done_by_another_when_its_lease_has_ended(Provider on)
    {
        await using var house = await Open(on);
        await Ask(house, "write", "a");
        Assert.NotNull(await house.InScope(services => services.GetRequiredService<JobLedger>().Take("dead", CancellationToken.None)));

        await house.DoJobs();
        Assert.Empty(Written(house));
        house.Clock.Advance(JobLedger.LeaseLength);
        await house.DoJobs();
        Assert.Equal(["a"], Written(house));
    }

    [Theory, OnBothDatabases]
    public async Task A_job_that_kills_its_node_each_time_is_not_begun_for_ever(Provider on)
    {
        await using var house = await Open(on);
        await Ask(house, "write", "a");
        for (var death = 0; death < 6; death++)
        {
            await house.InScope(services => services.GetRequiredService<JobLedger>().Take("dead", CancellationToken.None));
            house.Clock.Advance(JobLedger.LeaseLength);
        }
        await house.DoJobs();

        Assert.Equal(JobState.Failed, (await Asked(house)).State);
        Assert.Empty(Written(house));
    }

    [Theory, OnBothDatabases]
    public async Task A_node_that_lost_its_lease_changes_nothing(Provider on)
    {
        await using var house = await Open(on);
        await Ask(house, "write", "a");
        var slow = await house.InScope(services => services.GetRequiredService<JobLedger>().Take("slow", CancellationToken.None));
        house.Clock.Advance(JobLedger.LeaseLength);
        var other = await house.InScope(services => services.GetRequiredService<JobLedger>().Take("other", CancellationToken.None));

        await house.InScope(services => services.GetRequiredService<JobLedger>().Done(slow!));

        Assert.Equal((JobState.Running, other!.Lease), ((await Asked(house)).State, (await Asked(house)).Lease));
    }

    [Theory, OnBothDatabases]
    public async Task A_node_that_stops_gives_back_what_it_holds(Provider on)
    {
        await using var house = await Open(on);
        await Ask(house, "wait", null);
        using var stop = new CancellationTokenSource();
        var running = house.Services.GetRequiredService<RunJobs>().One(stop.Token);
        while ((await Asked(house)).State != JobState.Running) await Task.Delay(10);
        await stop.CancelAsync();
        await running;

        var back = await Asked(house);
        Assert.Equal((JobState.Waiting, 0, house.Clock.Now), (back.State, back.Attempts, back.DueAt));
    }

    [Theory, OnBothDatabases]
    public async Task Many_nodes_do_each_job_once(Provider on)
    {
        await using var house = await Open(on);
        for (var i = 0; i < 40; i++) await Ask(house, "write", $"{i}");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(house.DoJobs)));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}").Order(), Written(house).Order());
    }

    [Theory, OnBothDatabases]
    public async Task A_recurring_job_is_done_once_a_night_whatever_the_number_of_nodes_and_once_after_a_long_absence(Provider on)
    {
        await using var house = await Open(on);
        await house.DoJobs();
        Assert.Empty(Written(house));

        house.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(house.DoJobs)));
        Assert.Equal(["night"], Written(house));

        house.Clock.Advance(TimeSpan.FromDays(9));
        await house.DoJobs();
        Assert.Equal(["night", "night"], Written(house));
    }

    [Theory, OnBothDatabases]
    public async Task What_was_done_is_shown_for_a_week(Provider on)
    {
        await using var house = await Open(on);
        await Ask(house, "write", "a");
        await house.DoJobs();
        house.Clock.Advance(TimeSpan.FromDays(8.5));
        await house.DoJobs();

        Assert.Equal(0, await house.InDatabase(db => db.Jobs.CountAsync(j => j.Schedule == null)));
    }

    private static Task<House> Open(Provider on) => House.Open(on, services => services
        .AddSingleton<Journal>()
        .AddJob<Write>("write").AddJob<Fail>("fail").AddJob<Wait>("wait").AddJob<Night>("night", Every.Day(new TimeOnly(3, 0))));

    private static Task Ask(House house, string job, string? given, DateTimeOffset? notBefore = null) => house.InScope(async services =>
    {
        services.GetRequiredService<Terril.Shared.Jobs.Jobs>().Ask(job, given, notBefore);
        await services.GetRequiredService<TerrilDb>().SaveChangesAsync();
    });

    private static Task<Job> Asked(House house) => house.InDatabase(db => db.Jobs.AsNoTracking().SingleAsync(j => j.Schedule == null));

    private static Journal Written(House house) => house.Services.GetRequiredService<Journal>();

    internal sealed class Journal : ConcurrentQueue<string>;

    internal sealed class Write(Journal journal) : IJob
    {
        public Task Run(string? given, CancellationToken stop)
        {
            journal.Enqueue(given!);
            return Task.CompletedTask;
        }
    }

    internal sealed class Night(Journal journal) : IJob
    {
        public Task Run(string? given, CancellationToken stop)
        {
            journal.Enqueue("night");
            return Task.CompletedTask;
        }
    }

    internal sealed class Fail(Journal journal) : IJob
    {
        public Task Run(string? given, CancellationToken stop)
        {
            journal.Enqueue(given!);
            throw new InvalidOperationException("no answer from somebody@exemple.fr");
        }
    }

    internal sealed class Wait : IJob
    {
        public Task Run(string? given, CancellationToken stop) => Task.Delay(Timeout.Infinite, stop);
    }
}
