using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Mail;

namespace Terril.Visits.Manage.Messages;

/// <summary>What was written to people of a session.</summary>
internal static class SentMessages
{
    public static async Task<IReadOnlyList<(string Subject, DateTimeOffset At, int Count)>> Of(MailRegister mails, Guid session, CancellationToken stop)
    {
        var prefix = $"{session}/";
        var sent = await mails.All.Where(m => m.CauseKind == WriteToSession.Kind && m.CauseId.StartsWith(prefix))
            .GroupBy(m => m.CauseId).Select(g => new { Subject = g.Max(m => m.Subject), At = g.Min(m => m.WrittenAt), Count = g.Count() }).ToListAsync(stop);
        return [.. sent.OrderByDescending(s => s.At).Select(s => (s.Subject ?? "…", s.At, s.Count))];
    }

    public static Text State(MailState state) => state switch
    {
        MailState.Sent => new("remis", "delivered"),
        MailState.Rejected => new("rejeté : adresse à corriger", "rejected: address to mend"),
        MailState.Dead => new("n’a pas pu partir", "could not leave"),
        MailState.Late => new("en retard, à décider", "late, to be decided"),
        MailState.Withdrawn => new("retiré", "withdrawn"),
        MailState.Deferred => new("différé", "deferred"),
        _ => new("en file", "queued"),
    };
}
