using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Jobs;

namespace Terril.Accounts.OneTime;

/// <summary>
/// Sends a link to whoever owns an address, if somebody does. What is done while the visitor waits is the same either way, so that
/// neither the answer nor its time tells whether the account exists; a job does the rest.
/// </summary>
public sealed class SendLink(TerrilDb db, Jobs jobs)
{
    public const string Job = "accounts.link";

    private const int LongestReturn = 500;

    public async Task Run(string email, LinkPurpose purpose, string? returnTo, CancellationToken stop)
    {
        var key = Person.KeyOf(email);
        var found = await db.People.Where(p => p.EmailKey == key && p.IsActive).Select(p => p.Id).SingleOrDefaultAsync(stop);
        var person = found == Guid.Empty ? Guid.CreateVersion7() : found;
        jobs.Ask(Job, $"{person} {purpose} {(returnTo?.Length <= LongestReturn ? returnTo : null)}");
        await db.SaveChangesAsync(stop);
    }
}

/// <summary>Makes the link that was asked for, and writes the mail that holds it.</summary>
public sealed class SendLinkJob(TerrilDb db, MakeLink make, AccountMails mails, TimeProvider clock) : IJob
{
    // One asked for again so soon is the one that is already on its way: nobody’s box is filled, and a link that serves is always in it.
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(3);

    public async Task Run(string? given, CancellationToken stop)
    {
        if (given?.Split(' ', 3) is not [var id, var wanted, var returnTo] || !Guid.TryParse(id, out var key) || !Enum.TryParse<LinkPurpose>(wanted, out var purpose)) return;
        var recent = clock.GetUtcNow() - Apart;
        var person = await db.People.SingleOrDefaultAsync(p => p.Id == key && p.IsActive, stop);
        if (person is null || await db.AccountLinks.AnyAsync(l => l.PersonId == key && l.Purpose == purpose && l.UsedAt == null && l.CreatedAt > recent, stop)) return;
        var path = make.Run(person, purpose, returnTo.Length > 0 ? returnTo : null, out var link);
        await mails.Link(person, link, path);
        await db.SaveChangesAsync(stop);
    }
}
