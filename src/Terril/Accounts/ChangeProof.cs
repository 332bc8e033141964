using Terril.Accounts.Sessions;
using Terril.Observatory;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Accounts;

/// <summary>Changes a way in which a person shows who they are: their sessions close, they are told by mail, and it is written down; all of it, or nothing.</summary>
public sealed class ChangeProof(TerrilDb db, CloseSessions close, AccountMails mails, AuditTrail trail, TimeProvider clock)
{
    /// <param name="act">As the trail names it: <c>accounts.password</c>.</param>
    /// <param name="what">What the person is told, in a sentence.</param>
    /// <param name="change">Makes it, on what is tracked.</param>
    public Task Run(Person person, string act, Text what, Func<CancellationToken, Task> change, CancellationToken stop) => Run(person, act, what, async stopped =>
    {
        await change(stopped);
        return true;
    }, stop);

    /// <param name="change">Makes it; false when it is not to be, and then nothing is kept.</param>
    /// <returns>Whether it was made.</returns>
    public async Task<bool> Run(Person person, string act, Text what, Func<CancellationToken, Task<bool>> change, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone($"accounts.person.{person.Id}", stop);
        var told = AccountMails.To(person);
        if (!await change(stop)) return false;
        await close.All(person, clock.GetUtcNow(), stop);
        await mails.Changed(told, person, what);
        trail.Record(act, "person", person.Id.ToString());
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }
}
