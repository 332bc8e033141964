using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Search;
using Terril.Shared.Wording;

namespace Terril.Site.Contact.Manage;

/// <summary>The orders of the messages.</summary>
public enum MessageOrder
{
    Due,
    At,
}

/// <summary>What the public writes: what is owed first.</summary>
[Requires(SitePermissions.Reply)]
public sealed class IndexPage(TerrilDb db, TimeProvider clock) : TablePage<ContactMessage, MessageOrder>
{
    protected override Table<ContactMessage, MessageOrder> Declare() => new(new("Messages du public", "Messages of the public"),
    [
        new(new("Référence", "Reference"), m => new(m.Reference) { Address = Links.To($"{MessagesWait.Path}/{m.Id}"), Small = T[SubjectOf(m.Subject)] }),
        new(new("Reçu", "Received"), m => new(T.Instant(m.At)) { Exported = Paris.Time(m.At).ToString("O") }) { Sort = MessageOrder.At },
        new(new("De", "From"), m => new(m.Name.Length > 0 ? m.Name : m.Address) { Small = m.Name.Length > 0 ? m.Address : null }),
        new(new("Réponse due", "Answer owed"), m => m.DueAt is { } due ? T.Date(Paris.Day(due)) : "") { Sort = MessageOrder.Due },
        new(new("État", "State"), State),
    ])
    {
        Filters =
        [
            new("q", new("Nom, adresse ou référence", "Name, address or reference")),
            new("state", new("État", "State")) { Choices = [("waiting", new("Attend une réponse", "Waits for an answer")), ("late", new("En retard", "Late")), ("answered", new("Répondu", "Answered"))] },
            new("subject", new("Objet", "Subject")) { Choices = [.. Enum.GetValues<ContactSubject>().Select(s => (s.ToString(), SubjectOf(s)))] },
        ],
    };

    public static Text SubjectOf(ContactSubject subject) => subject switch
    {
        ContactSubject.Figure => new("Chiffre", "Figure"),
        ContactSubject.Accessibility => new("Accessibilité", "Accessibility"),
        ContactSubject.Flaw => new("Faille", "Flaw"),
        _ => new("Question", "Question"),
    };

    protected override IQueryable<ContactMessage> Rows(TableAsked<MessageOrder> asked)
    {
        var rows = db.ContactMessages.AsNoTracking();
        var now = clock.GetUtcNow();
        foreach (var word in SearchText.Words(asked["q"])) rows = rows.Where(m => m.Words.Contains(word));
        if (asked["subject"] is { } subject && Enum.Parse<ContactSubject>(subject) is var about) rows = rows.Where(m => m.Subject == about);
        return asked["state"] switch
        {
            "waiting" => rows.Where(m => m.AnsweredAt == null),
            "late" => rows.Where(m => m.AnsweredAt == null && m.DueAt < now),
            "answered" => rows.Where(m => m.AnsweredAt != null),
            _ => rows,
        };
    }

    // What is owed comes before what is not, whatever the database makes of an absence.
    protected override IQueryable<ContactMessage> Sorted(IQueryable<ContactMessage> rows, MessageOrder by, bool down) => (by switch
    {
        MessageOrder.At => rows.By(m => m.At, down),
        _ => rows.OrderBy(m => m.AnsweredAt != null).ThenBy(m => m.DueAt == null).Then(m => m.DueAt, down),
    }).ThenByDescending(m => m.Id);

    private Cell State(ContactMessage message) =>
        message.AnsweredAt is { } at ? new(T["Répondu", "Answered"]) { Tag = "ok", Small = T.Instant(at) }
        : message.DueAt < clock.GetUtcNow() ? new(T["En retard", "Late"]) { Tag = "bad" }
        : new(T["Attend", "Waits"]) { Tag = "warn" };
}
