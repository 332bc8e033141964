using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;

namespace Terril.Site.Contact;

/// <summary>Messages that nobody has answered.</summary>
internal sealed class MessagesWait(TerrilDb db) : IWait
{
    public const string Path = "/gestion/messages";

    public async Task<IReadOnlyList<Waiting>> For(CurrentPerson person, CancellationToken stop)
    {
        if (!person.May(SitePermissions.Reply)) return [];
        var waiting = await db.ContactMessages.Where(m => m.AnsweredAt == null).Select(m => m.DueAt).ToListAsync(stop);
        if (waiting.Count == 0) return [];
        var n = waiting.Count;
        return [new(new($"{n} {(n < 2 ? "message attend" : "messages attendent")} une réponse", $"{n} {(n == 1 ? "message waits" : "messages wait")} for an answer"), Path + "?state=waiting", waiting.Min())];
    }
}
