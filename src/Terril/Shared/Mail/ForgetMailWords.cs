using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Jobs;

namespace Terril.Shared.Mail;

/// <summary>What a mail said is forgotten thirty days after its end; that it was sent is kept for a year.</summary>
internal sealed class ForgetMailWords(TerrilDb db, TimeProvider clock) : IJob
{
    public const int Days = 30;

    public Task Run(string? given, CancellationToken stop)
    {
        var oldest = clock.GetUtcNow().AddDays(-Days);
        return db.OutgoingMails.Where(m => m.EndedAt < oldest && m.Subject != null).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Subject, (string?)null).SetProperty(m => m.TextBody, (string?)null)
            .SetProperty(m => m.HtmlBody, (string?)null).SetProperty(m => m.Calendar, (string?)null).SetProperty(m => m.Unsubscribe, (string?)null), stop);
    }
}
