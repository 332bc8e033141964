using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Mail;

/// <summary>How late the mail is, for those who run the site.</summary>
public sealed class MailBacklog(TerrilDb db, TimeProvider clock)
{
    /// <summary>Since when the oldest mail that may leave has waited; zero when none does, or when its gate is closed.</summary>
    public async Task<TimeSpan> Age(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await IsHeld(stop)) return TimeSpan.Zero;
        return await db.OutgoingMails.Where(m => m.DueAt <= now).MinAsync(m => m.DueAt, stop) is { } oldest ? now - oldest : TimeSpan.Zero;
    }

    /// <summary>Whether nothing leaves until a person says so.</summary>
    public Task<bool> IsHeld(CancellationToken stop) => db.MailGates.AnyAsync(g => g.HeldAt != null, stop);
}
