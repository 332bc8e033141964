using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;

namespace Terril.Tests.Harness;

/// <summary>The mail and the jobs of a house. A house does neither by itself: a test says when.</summary>
public static class HousePost
{
    /// <summary>What was written to <paramref name="to"/>, or to anybody, oldest first.</summary>
    public static Task<List<OutgoingMail>> Mails(this House house, string? to = null) => house.InDatabase(db =>
        db.OutgoingMails.AsNoTracking().Where(m => to == null || m.ToAddress == to).OrderBy(m => m.WrittenAt).ThenBy(m => m.Id).ToListAsync());

    /// <summary>Does all that is due by the clock of the house, recurring jobs included.</summary>
    public static async Task DoJobs(this House house)
    {
        var run = house.Services.GetRequiredService<RunJobs>();
        await run.Declare(CancellationToken.None);
        while (await run.One(CancellationToken.None)) { }
    }
}
