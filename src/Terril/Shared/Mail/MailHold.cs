using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;

namespace Terril.Shared.Mail;

/// <summary>Why no mail leaves.</summary>
/// <param name="Since">Null when this copy found itself in another place.</param>
public sealed record Held(Text Reason, DateTimeOffset? Since);

/// <summary>Keeps all mail from leaving until a person says so: a restored copy must not write to people a second time.</summary>
public sealed class MailHold(TerrilDb db, TimeProvider clock, Settings settings)
{
    private static readonly Text s_elsewhere = new(
        "Cette base a été copiée ou déplacée depuis le dernier envoi : si l’original marche encore, les mêmes courriels partiraient deux fois.",
        "This database was copied or moved since mail last left: if the original still runs, the same mail would leave twice.");

    /// <summary>Why nothing leaves; null when mail leaves.</summary>
    public async Task<Held?> Now(CancellationToken stop)
    {
        if (await db.MailGates.AsNoTracking().SingleOrDefaultAsync(stop) is not { } gate) return null;
        if (gate.HeldAt is not null) return new(Text.Same(gate.Reason ?? ""), gate.HeldAt);
        return gate.Place == await MailPlace.Of(db, settings, stop) ? null : new(s_elsewhere, null);
    }

    /// <summary>The same, for whoever is about to send: the first one says where mail leaves from.</summary>
    public async Task<Held?> Enter(CancellationToken stop)
    {
        if (!await db.MailGates.AnyAsync(stop))
        {
            var place = await MailPlace.Of(db, settings, stop);
            await db.Database.ExecuteSqlAsync($"insert into mail_gates (id, place) values ({MailGate.Only}, {place}) on conflict (id) do nothing", stop);
        }
        return await Now(stop);
    }

    /// <summary>Asked in the transaction of a claim: whoever holds mail waits for the claims under way, and once it is held none is made.</summary>
    internal async Task<bool> IsBegun(CancellationToken stop)
    {
        var gates = await db.MailGates.FromSqlRaw(db.Database.IsNpgsql() ? "select * from mail_gates for share" : "select * from mail_gates").AsNoTracking().ToListAsync(stop);
        return gates.Any(g => g.HeldAt is not null);
    }

    /// <summary>From now on, nothing leaves. What restores a copy calls it.</summary>
    /// <param name="reason">A sentence for those who will decide.</param>
    public async Task Begin(string reason, CancellationToken stop)
    {
        await Enter(stop);
        await db.MailGates.ExecuteUpdateAsync(set => set.SetProperty(g => g.HeldAt, clock.GetUtcNow()).SetProperty(g => g.Reason, reason), stop);
    }

    /// <summary>Mail leaves from here.</summary>
    public async Task End(CancellationToken stop)
    {
        await Enter(stop);
        var place = await MailPlace.Of(db, settings, stop);
        await db.MailGates.ExecuteUpdateAsync(set => set
            .SetProperty(g => g.Place, place).SetProperty(g => g.HeldAt, (DateTimeOffset?)null).SetProperty(g => g.Reason, (string?)null), stop);
    }
}
