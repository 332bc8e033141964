using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Privacy.Public;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Ui;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Pages;

/// <summary>The form of registration, without account.</summary>
[Open]
[Paced(10)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RegisterPage(TerrilDb db, RegisterForSession register, FormTime time, Consents consents, TimeProvider clock, Words words, Links links) : PageModel
{
    [BindProperty]
    public RegistrationForm Form { get; set; } = new();

    public VisitSession Session { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public IReadOnlyList<(string Field, Text What)> Faults { get; private set; } = [];

    /// <summary>Fewer places are left than are asked: what is to be done of them is asked.</summary>
    public bool Chooses { get; private set; }

    /// <summary>Sent back faster than one reads: a person sends it again.</summary>
    public bool IsTooFast { get; private set; }

    public Text CarSharing => consents.Words(VisitsPurposes.CarSharing.Key).Text;

    public Text NeedsAgreed => consents.Words(VisitsPurposes.Needs.Key).Text;

    public IEnumerable<SessionStop> Stops => Session.Stops.Where(s => s.About.Capacity is not null).OrderBy(s => s.Position);

    public Text? Fault(string field) => Faults.FirstOrDefault(f => f.Field == field) is { Field: not null } fault ? fault.What : null;

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (await Find(slug, stop) is { } refusal) return refusal;
        (Form.Opened, Form.Size) = (time.Now(), "1");
        return Page();
    }

    public async Task<IActionResult> OnPost(string slug, CancellationToken stop)
    {
        if (await Find(slug, stop) is { } refusal) return refusal;
        Faults = [.. Form.Faults(Session)];
        IsTooFast = Faults.Count == 0 && !time.HasBeenRead(Form.Opened);
        Chooses = Form.WhenShort != WhenShort.Ask;
        if (Faults.Count > 0 || IsTooFast) return Again();
        try
        {
            return Said(await register.Run(Session, Form.Read(Session, words.Language, HttpContext.Request.Path), stop));
        }
        catch (FaultyInputException fault)
        {
            Faults = [("address", fault.Findings[0].Message)];
            return Again();
        }
    }

    private IActionResult Said(RegistrationOutcome outcome)
    {
        switch (outcome)
        {
            case RegistrationOutcome.MustChoose choose:
                (Session.Taken, Chooses) = (Session.Capacity - choose.Left, true);
                Faults = [("size", new($"il reste {choose.Left} places, vous en demandez {Form.People}. Choisissez ci-dessous.", $"{choose.Left} places are left, you ask for {Form.People}. Choose below."))];
                return Again();
            case RegistrationOutcome.NotOpen:
                return Redirect(links.To($"/visites/{Session.Slug}"));
            default:
                TempData["Registered"] = Result(outcome);
                return Redirect(links.To($"/visites/{Session.Slug}/merci"));
        }
    }

    // Who is known already is told by their mail alone: the page says what would have been.
    private string Result(RegistrationOutcome outcome)
    {
        var (comes, waits, rank) = outcome switch
        {
            RegistrationOutcome.Registered yes => (yes.Size, yes.Waiting, yes.Rank),
            RegistrationOutcome.OnWaitingList no => (0, no.Size, no.Rank),
            _ when Form.People <= Session.Left => (Form.People, 0, 0),
            _ when Session.Left > 0 && Form.WhenShort == WhenShort.ComeFewer => (Session.Left, 0, 0),
            _ when Session.Left > 0 && Form.WhenShort == WhenShort.Split => (Session.Left, Form.People - Session.Left, Session.Waiting + 1),
            _ => (0, Form.People, Session.Waiting + 1),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{comes} {waits} {rank}");
    }

    private async Task<IActionResult?> Find(string slug, CancellationToken stop)
    {
        if (await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleOrDefaultAsync(s => s.Slug == slug && s.State != SessionState.Draft, stop) is not { } session) return NotFound();
        Session = session;
        return session.TakesRegistrations(Now) ? null : Redirect(links.To($"/visites/{slug}"));
    }

    // What was typed is kept; a form that was opened long enough ago need not wait again.
    private PageResult Again()
    {
        if (!time.HasBeenRead(Form.Opened)) Form.Opened = time.Now();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
