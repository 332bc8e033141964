using Microsoft.AspNetCore.Mvc;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Visits.Manage.Sessions;

namespace Terril.Visits.Manage.Messages;

/// <summary>A message to people of a session: written, read again with the count, sent once.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class WritePage(TerrilDb db, WriteToSession write) : SessionFormPage(db)
{
    [BindProperty]
    public MessageForm Form { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (!await Find(id)) return NotFound();
        Form.Sending = Guid.CreateVersion7();
        return await Show(id);
    }

    public async Task<IActionResult> OnPostEdit(Guid id) => await Find(id) ? await Show(id) : NotFound();

    public async Task<IActionResult> OnPostReview(Guid id)
    {
        if (!await Find(id)) return NotFound();
        var message = Form.Read(Faults);
        return Faults.Any ? await Show(id) : await Review(id, message, hasChanged: false);
    }

    public async Task<IActionResult> OnPostSend(Guid id)
    {
        if (!await Find(id)) return NotFound();
        var message = Form.Read(Faults);
        if (Form.Sending == Guid.Empty) Faults.Add(nameof(Form.SubjectFr), "ouvrez de nouveau cette page, et recopiez votre texte", "open this page again, and copy your words");
        if (Faults.Any) return await Show(id);
        if (!await write.IsSent(id, Form.Sending, Stop) && (await write.Recipients(id, Form, Stop)).Count != Form.Count) return await Review(id, message, hasChanged: true);
        try
        {
            var count = await write.Run(Session, message, Form, Stop);
            return Done(Path, T[$"Message confié au registre : {T.Count(count, "courriel", "courriels", "", "")}.", $"Message given to the ledger: {T.Count(count, "", "", "e-mail", "e-mails")}."]);
        }
        catch (FaultyInputException fault)
        {
            Faults.Add(nameof(Form.Segment), fault.Findings[0].Message);
            return await Show(id);
        }
    }

    private async Task<IActionResult> Show(Guid id) => MessageView.Page(ViewData, new(Session, Form, Faults, (await write.Recipients(id, Form, Stop)).Count));

    private async Task<IActionResult> Review(Guid id, SessionMessage message, bool hasChanged)
    {
        var recipients = await write.Recipients(id, Form, Stop);
        if (recipients is not [var first, ..])
        {
            Faults.Add(nameof(Form.Segment), "il n’y a personne : choisissez d’autres personnes", "there is nobody: choose other people");
            return await Show(id);
        }
        var (subject, text) = await write.Preview(Session, message, first);
        return MessageView.Page(ViewData, new(Session, Form, Faults, recipients.Count) { Preview = ($"{first.ContactName}, {first.Address}", subject, text), HasChanged = hasChanged });
    }
}
