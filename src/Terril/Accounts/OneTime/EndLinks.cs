using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Mail;

namespace Terril.Accounts.OneTime;

/// <summary>Links that serve no more, and the mail that would bring them.</summary>
internal static class EndedLinks
{
    public static async Task EndLinks(this TerrilDb db, Expression<Func<AccountLink, bool>> which, DateTimeOffset now, CancellationToken stop)
    {
        var links = db.AccountLinks.Where(which);
        if (await links.Where(l => l.UsedAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), stop) == 0) return;
        var ended = await links.Where(l => l.UsedAt == now).Select(l => l.Id).ToListAsync(stop);
        await db.WithdrawMail(AccountMails.LinkCause, [.. ended.Select(id => id.ToString())], now, stop);
    }
}
