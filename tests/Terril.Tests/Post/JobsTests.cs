using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Jobs;
using Terril.Tests.Harness;

namespace Terril.Tests.Post;

public sealed class JobsTests
{
    [Theory, OnBothDatabases]
    public async Task A_job_that_failed_is_shown_with_its_reason_and_begins_again(Provider on)
    {
        await using var house = await House.Open(on);
        await house.InDatabase(async db =>
        {
            db.Jobs.Add(new() { Name = "jobs.forget", State = JobState.Failed, AskedAt = house.Clock.Now, EndedAt = house.Clock.Now, Attempts = 6, Reason = "IOException: no room left" });
            return await db.SaveChangesAsync();
        });
        using var administrator = await house.SignIn(Role.Administrator);
        Assert.Contains("1 tâche a échoué", (await administrator.Page("/gestion")).Body!.TextContent, StringComparison.Ordinal);

        var page = await administrator.Page("/gestion/taches?state=Failed");
        Assert.Contains("IOException: no room left", page.Body!.TextContent, StringComparison.Ordinal);
        var review = await Visitor.Read(await administrator.Fill(page, "main form[action*=review]", ("all", "true"), ("act", "retry")));
        await administrator.Fill(review, "main form[action*=apply]");
        await house.DoJobs();

        Assert.Equal(JobState.Done, await house.InDatabase(db => db.Jobs.Where(j => j.Schedule == null).Select(j => j.State).SingleAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_recurring_job_is_never_given_up(Provider on)
    {
        await using var house = await House.Open(on);
        await house.DoJobs();
        using var administrator = await house.SignIn(Role.Administrator);
        var before = await house.InDatabase(db => db.Jobs.CountAsync());

        var review = await Visitor.Read(await administrator.Fill("/gestion/taches", "main form[action*=review]", ("all", "true"), ("act", "give-up")));
        await administrator.Fill(review, "main form[action*=apply]");

        Assert.Equal(before, await house.InDatabase(db => db.Jobs.CountAsync()));
    }
}
