using Terril.Shared.PersonalData;
using Terril.Shared.Search;

namespace Terril.Site.Contact;

/// <summary>What somebody writes to the team about.</summary>
public enum ContactSubject
{
    Question,
    Figure,
    Accessibility,
    Flaw,
}

/// <summary>What somebody wrote to the team, without account, and what came of it.</summary>
public sealed class ContactMessage
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>What its author was told to quote.</summary>
    public string Reference { get; private init; } = "";

    public required DateTimeOffset At { get; init; }

    public required ContactSubject Subject { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    /// <summary>The address as it is looked up.</summary>
    public string AddressKey { get; private init; } = "";

    public required string Language { get; init; }

    /// <summary>The page that it is about, as its author wrote it.</summary>
    public required string Page { get; init; }

    public required string Body { get; init; }

    /// <summary>What it is found by.</summary>
    public string Words { get; private init; } = "";

    /// <summary>When an answer is owed, if the law or we say so.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Why it is owed later than it first was, as its author was told.</summary>
    public string? Delay { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public Guid? AnsweredBy { get; private set; }

    public string? Reply { get; private set; }

    public static ContactMessage From(ContactForm form, string language, DateTimeOffset now)
    {
        var (reference, name, address) = (SpokenReference.New(), form.Name?.Trim() ?? "", form.Address!.Trim());
        return new()
        {
            Reference = reference,
            At = now,
            Subject = form.Subject!.Value,
            Name = name,
            Address = address,
            AddressKey = PersonAddress.Normal(address),
            Language = language,
            Page = form.Page?.Trim() ?? "",
            Body = form.Body!.Trim().ReplaceLineEndings("\n"),
            Words = SearchText.Normalise($"{reference} {name} {address}"),
            DueAt = Owed(form.Subject.Value, now),
        };
    }

    public void ReplyWith(string answer, Guid? by, DateTimeOffset now) => (Reply, AnsweredBy, AnsweredAt) = (answer, by, now);

    public void Postpone(DateTimeOffset to, string reason) => (DueAt, Delay) = (to, reason);

    // A complaint about accessibility: one week, by the RGAA.
    private static DateTimeOffset? Owed(ContactSubject subject, DateTimeOffset now) => subject switch
    {
        ContactSubject.Accessibility => now.AddDays(7),
        ContactSubject.Flaw => now.AddDays(3),
        _ => null,
    };
}
