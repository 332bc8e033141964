using Terril.Observatory;
using Terril.Shared.Forms;
using Terril.Shared.Mail;

namespace Terril.Visits.Manage.Messages;

/// <summary>Whom a message is for.</summary>
public enum Segment
{
    Confirmed,
    Waiting,
    Offered,
    Came,
    DidNotCome,

    /// <summary>Those that were ticked in the table.</summary>
    Chosen,
}

/// <summary>What is typed of a message to people of a session.</summary>
public sealed class MessageForm
{
    public Segment Segment { get; set; }

    /// <summary>The registrations that were ticked.</summary>
    public Guid[] Chosen { get; set; } = [];

    public string? SubjectFr { get; set; }

    public string? WordsFr { get; set; }

    public string? SubjectEn { get; set; }

    public string? WordsEn { get; set; }

    /// <summary>Of this sending: posted twice, it is sent once.</summary>
    public Guid Sending { get; set; }

    /// <summary>How many mails were read again.</summary>
    public int Count { get; set; }

    public SessionMessage Read(FormFaults faults)
    {
        var message = new SessionMessage(
            faults.Line(nameof(SubjectFr), SubjectFr, 150, isNeeded: true), faults.Words(nameof(WordsFr), WordsFr, 5_000, isNeeded: true),
            faults.Line(nameof(SubjectEn), SubjectEn, 150), faults.Words(nameof(WordsEn), WordsEn, 5_000));
        foreach (var (field, said) in new[] { (nameof(SubjectFr), SubjectFr), (nameof(WordsFr), WordsFr), (nameof(SubjectEn), SubjectEn), (nameof(WordsEn), WordsEn) })
            foreach (var wrong in SessionMessage.Names.Check(said ?? "")) faults.Add(field, wrong);
        if (message.SubjectEn.Length == 0 != (message.WordsEn.Length == 0)) faults.Add(message.SubjectEn.Length == 0 ? nameof(SubjectEn) : nameof(WordsEn), "écrivez l’objet et le texte en anglais, ou aucun des deux", "write the subject and the words in English, or neither");
        return message;
    }
}

/// <summary>A message to people of a session. Without English, all receive the French.</summary>
public sealed record SessionMessage(string SubjectFr, string WordsFr, string SubjectEn, string WordsEn)
{
    /// <summary>All that may stand in braces.</summary>
    public static Placeholders Names { get; } = new("nom", "visite", "date", "rendez-vous", "places");

    public static IReadOnlyList<(string Name, Text Means)> Means { get; } =
    [
        ("{nom}", new("le nom de la personne qui s’est inscrite", "the name of the person who registered")),
        ("{visite}", new("le titre de la visite", "the title of the visit")),
        ("{date}", new("le jour et l’heure", "the day and the time")),
        ("{rendez-vous}", new("le lieu de rendez-vous", "the meeting point")),
        ("{places}", new("le nombre de places", "the number of places")),
    ];

    public string Subject(bool inFrench) => inFrench || SubjectEn.Length == 0 ? SubjectFr : SubjectEn;

    public string Words(bool inFrench) => inFrench || WordsEn.Length == 0 ? WordsFr : WordsEn;
}

/// <summary>A message as one person reads it.</summary>
public sealed record FilledMessage(string Subject, string Words, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Page);
