using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Mail;

namespace Terril.Privacy.Requests;

/// <summary>What the mail with the answer says.</summary>
internal sealed record ReplyMail(string Reference, bool IsGranted, string Words);

/// <summary>Staff answers, once: the words leave by mail to whoever asked.</summary>
internal sealed class AnswerRequest(TerrilDb db, Outbox outbox, AuditTrail trail, CurrentPerson me, TimeProvider clock)
{
    public const int LongestWords = 4000;

    /// <returns>False when it has its answer already.</returns>
    public async Task<bool> Run(string reference, bool isGranted, string words, CancellationToken stop)
    {
        await using var transaction = await db.BeginAlone("privacy requests", stop);
        if (await db.RightsRequests.SingleOrDefaultAsync(r => r.Reference == reference && r.State == RequestState.Open, stop) is not { } request) return false;

        request.State = isGranted ? RequestState.Granted : RequestState.Refused;
        (request.Reply, request.AnsweredAt, request.AnsweredBy) = (words, clock.GetUtcNow(), me.Id);
        if (request.Address is { } address)
            await outbox.Write(new(address, null, request.Language), "/Privacy/Mails/Reply.cshtml", new ReplyMail(request.Reference, isGranted, words), new("privacy.reply", request.Id.ToString()));
        trail.Record("privacy.answer", "request", reference, request.State.ToString());
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }
}
