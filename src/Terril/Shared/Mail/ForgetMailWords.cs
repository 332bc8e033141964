using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.Jobs;

namespace Terril.Shared.Mail;

/// <summary>What a mail said is forgotten thirty days after its end, or after the time past which it may not leave; that it was sent is kept for a year.</summary>
internal sealed class ForgetMailWords(TerrilDb db, TimeProvider clock, MailSettings settings) : IJob
{
    public const int Days = 30;

    public async Task Run(string? given, CancellationToken stop)
    {
        var oldest = clock.GetUtcNow().AddDays(-Days);
        var forgotten = db.OutgoingMails.Where(m => (m.EndedAt < oldest || (m.EndedAt == null && m.NotAfter < oldest)) && m.Subject != null);
        var files = Directory.Exists(settings.Folder) ? await forgotten.Select(m => new { m.Id, m.PlannedAt }).ToListAsync(stop) : [];
        FolderCarrier.Forget(settings, files.Select(m => (m.Id, m.PlannedAt)));
        await forgotten.ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Subject, (string?)null).SetProperty(m => m.TextBody, (string?)null)
            .SetProperty(m => m.HtmlBody, (string?)null).SetProperty(m => m.Calendar, (string?)null).SetProperty(m => m.Unsubscribe, (string?)null), stop);
    }
}
