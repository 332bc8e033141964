using Microsoft.AspNetCore.Mvc;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Mail;
using Terril.Shared.Web;
using Terril.Shared.Wording;

namespace Terril.Post;

public enum MailSort
{
    PlannedAt,
    To,
    State,
}

/// <summary>The ledger of mail: what was promised, and what became of it.</summary>
[Requires(PostPermissions.ReadMail)]
public sealed class MailsPage(MailRegister register, MailInReach mails, MailHold hold, CurrentPerson person, AuditTrail trail, TerrilDb db) : TablePage<OutgoingMail, MailSort>
{
    private const string RetryAct = "retry";
    private const string WithdrawAct = "withdraw";

    private static readonly MailState[] s_states = Enum.GetValues<MailState>();

    public IReadOnlyList<MailCount> Counts { get; private set; } = [];

    public Held? IsHeld { get; private set; }

    public bool MayDecide => person.May(PostPermissions.DecideOfMail);

    protected override Table<OutgoingMail, MailSort> Declare() => new(new("Courriels", "Mail"),
    [
        new(new("Destinataire", "Recipient"), m => new(m.ToAddress) { Address = Links.To($"{PostModule.Mails}/{m.Id}"), Small = m.ToName }) { Sort = MailSort.To },
        new(new("Objet", "Subject"), m => new(m.Subject ?? T["oublié", "forgotten"]) { Small = m.CauseKind }),
        new(new("Prévu", "Planned"), m => new(T.Instant(m.PlannedAt)) { Exported = m.PlannedAt.ToString("O") }) { Sort = MailSort.PlannedAt },
        new(new("État", "State"), m => new(T[States.Name(m.State)]) { Tag = States.Tone(m.State) }) { Sort = MailSort.State },
        new(new("Essais", "Attempts"), m => T.Number(m.Attempts)) { IsNumber = true },
        new(new("Réponse", "Answer"), m => m.PerhapsTwice ? T[$"Peut-être reçu deux fois. {m.RelaySaid}", $"Perhaps received twice. {m.RelaySaid}"] : m.RelaySaid ?? ""),
    ])
    {
        Filters =
        [
            new("q", new("Adresse ou objet", "Address or subject")),
            new("state", new("État", "State")) { Choices = [.. s_states.Select(s => (s.ToString(), States.Name(s)))] },
            new("twice", new("Doubles possibles", "Possible doubles")) { Choices = [("yes", new("Peut-être reçus deux fois", "Perhaps received twice"))] },
        ],
        Acts = !MayDecide ? [] :
        [
            new(RetryAct, new("Envoyer de nouveau", "Send again"), new("Ceux qui n’ont pas pu partir partiront dans la minute ; les autres ne changent pas.", "Those that could not leave will within a minute; the others do not change.")),
            new(WithdrawAct, new("Retirer", "Withdraw"), new("Ceux qui ne sont pas partis ne partiront pas. Cela ne se défait pas.", "Those that have not left will not. This cannot be undone.")) { IsFinal = true },
        ],
        Id = m => m.Id.ToString(),
        StartsDown = true,
    };

    protected override IQueryable<OutgoingMail> Rows(TableAsked<MailSort> asked)
    {
        var rows = mails.All;
        if (asked["q"] is { } q)
        {
            var lower = q.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // It is the database that compares.
            rows = rows.Where(m => m.ToAddress.ToLower().Contains(lower) || m.Subject!.Contains(q.Trim()));
#pragma warning restore CA1304, CA1311, CA1862
        }
        if (asked["state"] is { } said && Enum.TryParse<MailState>(said, out var state)) rows = rows.Where(m => m.State == state);
        return asked["twice"] is null ? rows : rows.Where(m => m.PerhapsTwice);
    }

    protected override IQueryable<OutgoingMail> Sorted(IQueryable<OutgoingMail> rows, MailSort by, bool down) => (by switch
    {
        MailSort.To => rows.By(m => m.ToAddress, down),
        MailSort.State => rows.By(m => m.State, down),
        _ => rows.By(m => m.PlannedAt, down),
    }).ThenByDescending(m => m.Id);

    protected override IQueryable<OutgoingMail> Known(IReadOnlyList<string> ids)
    {
        var known = ids.Select(id => Guid.TryParse(id, out var read) ? read : (Guid?)null).OfType<Guid>().ToList();
        return mails.All.Where(m => known.Contains(m.Id));
    }

    protected override async Task<string> Apply(string act, IReadOnlyList<OutgoingMail> rows, CancellationToken stop)
    {
        var ids = rows.Select(m => m.Id).ToList();
        await using var acting = await db.Database.BeginTransactionAsync(stop);
        var count = act == RetryAct ? await register.Retry(ids, stop) : await register.Withdraw(ids, stop);
        trail.Record($"post.{act}", "mail", ids.Count == 1 ? ids[0].ToString() : null, $"{count}");
        await db.SaveChangesAsync(stop);
        await acting.CommitAsync(stop);
        return act == RetryAct
            ? T.Count(count, "courriel repart.", "courriels repartent.", "e-mail leaves again.", "e-mails leave again.")
            : T.Count(count, "courriel retiré.", "courriels retirés.", "e-mail withdrawn.", "e-mails withdrawn.");
    }

    protected override async Task Prepare(CancellationToken stop) => (Counts, IsHeld) = (await register.Count(stop), await hold.Now(stop));

    public async Task<IActionResult> OnPostHold(CancellationToken stop)
    {
        if (!MayDecide) return Forbid();
        trail.Record("post.hold", "mail", null);
        await hold.Begin(T["Retenus par une personne de l’équipe.", "Held by a member of staff."], stop);
        await db.SaveChangesAsync(stop);
        return Said(T["Plus aucun courriel ne part.", "No mail leaves any more."]);
    }

    public async Task<IActionResult> OnPostRelease(CancellationToken stop)
    {
        if (!MayDecide) return Forbid();
        trail.Record("post.release", "mail", null);
        await hold.End(stop);
        await db.SaveChangesAsync(stop);
        return Said(T["Les courriels partent de nouveau.", "Mail leaves again."]);
    }

    /// <summary>Writes a mail to whoever asks: that it arrives is the proof that mail works.</summary>
    public async Task<IActionResult> OnPostTrial(string? to, [FromServices] Outbox outbox, [FromServices] SiteAddress site, CancellationToken stop)
    {
        if (!MayDecide) return Forbid();
        try
        {
            await outbox.Write(new(to ?? "", null, T.Language), "/Post/Mails/Trial.cshtml", new Trial(person.Name ?? "", site.To(PostModule.Mails, T.Language)), new("post.trial", Guid.CreateVersion7().ToString()));
        }
        catch (FaultyInputException refusal)
        {
            return Said(T[refusal.Findings[0].Message]);
        }
        trail.Record("post.trial", "mail", null);
        await db.SaveChangesAsync(stop);
        return Said(T["Le courriel d’essai est écrit : il part dans la minute.", "The trial e-mail is written: it leaves within a minute."]);
    }

    private RedirectResult Said(string done)
    {
        TempData[TableNames.Done] = done;
        return Redirect(Links.To(PostModule.Mails));
    }
}
