using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Ui;
using Terril.Shared.Web;
using Terril.Visits.Mails;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Pages;

/// <summary>A registration, for whoever has its link: where it stands, and what may be done of it. Opening it does nothing.</summary>
[Open]
[Paced(20)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MinePage(TerrilDb db, TimeProvider clock, Links links) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public VisitSession Session { get; private set; } = null!;

    public Registration Registration { get; private set; } = null!;

    /// <summary>Of the party, those who wait.</summary>
    public Registration? Rest { get; private set; }

    public int? Rank { get; private set; }

    public IReadOnlyList<RegistrationEvent> Trail { get; private set; } = [];

    public Text? Fault { get; private set; }

    /// <summary>What was just done, in a word of the address.</summary>
    public string? Done { get; private set; }

    public string? TypedSize { get; private set; }

    public string? TypedNames { get; private set; }

    public bool MayChange => Registration.IsAlive && Session.IsOn && clock.GetUtcNow() < Session.StartsAt;

    public bool IsOffered => Registration.State == RegistrationState.Offered && clock.GetUtcNow() < Registration.OfferEndsAt;

    public IEnumerable<SessionStop> Stops => Session.Stops.Where(s => s.About.Capacity is not null).OrderBy(s => s.Position);

    public async Task<IActionResult> OnGet(string? done, CancellationToken stop)
    {
        Done = done;
        return await Find(stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAccept([FromServices] AcceptOffer accept, CancellationToken stop) =>
        !await Find(stop) ? NotFound()
        : await accept.Run(Registration.Id, stop) ? Back("accept")
        : await Refused(new("ces places ne vous sont plus gardées : leur délai est passé", "these places are held for you no more: their time is over"), stop);

    public async Task<IActionResult> OnPostRefuse([FromServices] RefuseOffer refuse, CancellationToken stop)
    {
        if (!await Find(stop)) return NotFound();
        await refuse.Run(Registration.Id, stop);
        return Back("refuse");
    }

    public async Task<IActionResult> OnPostCancel([FromServices] CancelRegistration cancel, CancellationToken stop)
    {
        if (!await Find(stop)) return NotFound();
        await cancel.Run(Registration.Id, TrailReason.ByThePerson, stop);
        return Back("cancel");
    }

    public async Task<IActionResult> OnPostChange([FromServices] ChangeParty change, string? size, string? names, Dictionary<Guid, bool> stops, CancellationToken stop)
    {
        if (!await Find(stop)) return NotFound();
        (TypedSize, TypedNames) = (size, names);
        var (people, named, most) = (new RegistrationForm { Size = size }.People, RegistrationForm.NamesIn(names), Math.Min(Session.LargestParty, Session.Capacity));
        if (people < 1 || people > most) return await Refused(new($"écrivez un nombre de places, de 1 à {most}", $"write a number of places, from 1 to {most}"), stop);
        if (RegistrationForm.FaultOfNames(named, people) is { } fault) return await Refused(fault, stop);

        return await change.Run(Registration.Id, new(people, named, Stops.Any() ? [.. stops.Where(s => s.Value).Select(s => s.Key)] : null), TrailReason.ByThePerson, stop) switch
        {
            ChangeOutcome.Changed => Back("change"),
            ChangeOutcome.NotEnough => await Refused(new("il ne reste pas assez de places pour en prendre plus ; rien n’a changé", "not enough places are left to take more; nothing has changed"), stop),
            ChangeOutcome.NotEnoughAtStop => await Refused(new("une des étapes n’accueille pas autant de personnes : décochez-la, ou venez à moins ; rien n’a changé", "one of the stops does not take as many people: untick it, or come with fewer; nothing has changed"), stop),
            _ => await Refused(new("cette inscription a pris fin", "this registration is over"), stop),
        };
    }

    public async Task<IActionResult> OnPostSilence(bool refuses, CancellationToken stop)
    {
        if (!await Find(stop)) return NotFound();
        await db.Registrations.Where(r => r.Id == Registration.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.RefusesFollowUp, refuses), stop);
        return Back("silence");
    }

    private RedirectResult Back(string done) => Redirect(links.To($"/visites/inscription/{Token}", ("done", done)));

    private async Task<IActionResult> Refused(Text why, CancellationToken stop)
    {
        await Find(stop);
        (Fault, Response.StatusCode) = (why, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        var hash = VisitMails.HashOf(Token);
        var found = await db.Registrations.AsNoTracking().Include(r => r.Participants.OrderBy(p => p.Position)).Include(r => r.Stops).AsSplitQuery()
            .SingleOrDefaultAsync(r => r.ForgottenAt == null && db.RegistrationLinks.Any(l => l.RegistrationId == r.Id && l.SecretHash == hash), stop);
        if (found is null) return false;
        Registration = found;
        Session = await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleAsync(s => s.Id == found.SessionId, stop);
        Rest = await db.Registrations.AsNoTracking().FirstOrDefaultAsync(r => r.PartOf == found.Id && r.HeldBy != null, stop);
        Rank = await db.RankOf(Rest is { State: RegistrationState.Waiting } rest ? rest : found, stop);
        Trail = await db.RegistrationEvents.AsNoTracking().Where(e => e.RegistrationId == found.Id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(stop);
        return true;
    }
}
