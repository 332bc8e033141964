using Terril.Shared.Database;
using Terril.Shared.Mail;

namespace Terril.Tests.Harness;

/// <summary>Mail to be sent, without the page that would cause it.</summary>
internal static class Letters
{
    public static OutgoingMail To(string address, DateTimeOffset now, string cause = "1", Uri? unsubscribe = null, TimeSpan? window = null) => new()
    {
        CauseKind = "test.letter", CauseId = cause, Template = "", ToAddress = address, ToName = "Noé d’Exemple", Language = "fr",
        Subject = "Où en êtes-vous ?", TextBody = "Où en êtes-vous ?\n.\nÀ bientôt\n", HtmlBody = "<!doctype html><p>Où en êtes-vous ?</p>",
        Unsubscribe = unsubscribe?.AbsoluteUri, IsMailing = unsubscribe is not null,
        WrittenAt = now, PlannedAt = now, DueAt = now, NotAfter = now + (window ?? TimeSpan.FromDays(3)),
    };

    public static Task Write(this House house, params OutgoingMail[] mails) => house.InDatabase(async db =>
    {
        db.OutgoingMails.AddRange(mails);
        return await db.SaveChangesAsync();
    });

    /// <summary>As many as a campaign has.</summary>
    public static async Task Write(this TerrilDb db, int count, DateTimeOffset now)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(1000))
        {
            db.OutgoingMails.AddRange(some.Select(i => To($"personne{i}@exemple.fr", now)));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }
}
