using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Shared.Mail;

/// <summary>The mail that was written to a person.</summary>
internal sealed class MailHolding(TerrilDb db, MailSettings settings) : IHoldPersonalData
{
    public static readonly Purpose Purpose = new("mail",
        new("Courriels envoyés", "Mail sent"),
        new("Remettre chaque courriel une seule fois, et pouvoir dire ce qu’il est devenu.", "To deliver each e-mail once, and be able to say what became of it."),
        LegalBasis.LegitimateInterest);

    public Holding Holding { get; } = new("mail.sent", Purpose.Key,
        new($"Les courriels que le site vous a écrits : adresse, date, et ce qu’il en est advenu ; leur texte {ForgetMailWords.Days} jours.",
            $"The e-mails that the site wrote to you: address, date, and what became of them; their text for {ForgetMailWords.Days} days."),
        Keeping.Months(12), new("après l’envoi", "after it was sent"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        if (AsWritten(address) is not { } written) return [];
#pragma warning disable CA1304, CA1311, CA1862 // It is the database that compares.
        var mails = await db.OutgoingMails.AsNoTracking().Where(m => m.ToAddress.ToLower() == written).OrderBy(m => m.Id).ToListAsync(stop);
#pragma warning restore CA1304, CA1311, CA1862
        return
        [
            .. mails.Select(m => new HeldRecord(m.Id,
                m.Subject is null ? new("Courriel dont le texte est oublié", "E-mail whose text is forgotten") : Text.Same(m.Subject), m.EndedAt ?? m.WrittenAt,
                new HeldField("address", new("Adresse", "Address"), m.ToAddress), new HeldField("name", new("Nom", "Name"), m.ToName ?? ""),
                new HeldField("state", new("État", "State"), m.State.ToString()), new HeldField("text", new("Texte", "Text"), m.TextBody ?? ""))),
        ];
    }

    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await db.OutgoingMails.Where(m => m.EndedAt <= before || (m.EndedAt == null && m.NotAfter <= before)).OrderBy(m => m.Id).Select(m => m.Id).Take(most).ToListAsync(stop);

    public async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var erased = db.OutgoingMails.Where(m => records.Contains(m.Id));
        var files = Directory.Exists(settings.Folder) ? await erased.Select(m => new { m.Id, m.PlannedAt }).ToListAsync(stop) : [];
        FolderCarrier.Forget(settings, files.Select(m => (m.Id, m.PlannedAt)));
        return await erased.ExecuteDeleteAsync(stop);
    }

    // As the ledger has it: an international domain in ASCII.
    private static string? AsWritten(string address)
    {
        try
        {
            return Head.Address(address).ToLowerInvariant();
        }
        catch (FaultyInputException)
        {
            return null;
        }
    }
}
