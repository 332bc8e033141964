using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Mail;
using Terril.Shared.Search;
using Terril.Shared.Wording;
using Terril.Visits.After.Figures;
using Terril.Visits.Day;
using Terril.Visits.Manage.Messages;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Registrations;

/// <summary>The orders of registrations.</summary>
public enum RegistrationOrder
{
    Name,
    Asked,
    Turn,
    Size,
}

/// <summary>A session: where it stands, and who comes.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class SessionPage(TerrilDb db, TimeProvider clock, CurrentPerson person, Releases releases, MailRegister mails, ConfirmByStaff confirm, CancelByStaff cancel, WriteToSession write, ReadFigures figures)
    : TablePage<RegistrationRow, RegistrationOrder>
{
    private const string ConfirmAct = "confirm";
    private const string CancelAct = "cancel";
    private const string WriteAct = "write";

    private IReadOnlyDictionary<Guid, int> _came = new Dictionary<Guid, int>();

    public VisitSession Session { get; private set; } = null!;

    public SessionCounts Counts { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Here => $"{VisitsDeskModule.Sessions}/{Session.Id}";

    /// <summary>What was written to people of this session, and to how many.</summary>
    public IReadOnlyList<(string Subject, DateTimeOffset At, int Count)> Messages { get; private set; } = [];

    protected override string FileName => $"inscriptions-{Session.Slug}";

    private bool SeesNeeds => person.May(VisitsPermissions.ReadNeeds);

    private IQueryable<Registration> Ours => db.Registrations.AsNoTracking().Where(r => r.SessionId == Session.Id);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var id = Guid.Parse((string)RouteData.Values["id"]!);
        if (await db.VisitSessions.AsNoTracking().Include(s => s.Stops).SingleOrDefaultAsync(s => s.Id == id, HttpContext.RequestAborted) is not { } found) context.Result = NotFound();
        else
        {
            Session = found;
            _came = await Arrivals.Of(db, Ours, HttpContext.RequestAborted);
            await next();
        }
    }

    protected override async Task Prepare(CancellationToken stop)
    {
        Counts = await SessionCounts.Of(db, Session, figures.BySession(db.VisitSessions.Where(s => s.Id == Session.Id).Select(s => s.Id)).GetValueOrDefault(Session.Id), stop);
        Messages = await SentMessages.Of(mails, Session.Id, stop);
    }

    protected override Table<RegistrationRow, RegistrationOrder> Declare() => new(new("Inscriptions", "Registrations"), [.. Columns()])
    {
        Filters =
        [
            new("q", new("Nom, structure ou adresse", "Name, organisation or address")),
            new("state", new("État", "State")) { Choices = [("alive", new("Vient ou attend", "Comes or waits")), .. Enum.GetValues<RegistrationState>().Select(s => (s.ToString(), DeskWords.State(s)))] },
            new("role", new("Vient comme", "Comes as")) { Choices = [.. Enum.GetValues<VisitorRole>().Select(r => (r.ToString(), VisitWords.Role(r)))] },
            new("came", new("Présence", "Presence")) { Choices = [("yes", new("Présentes", "Present")), ("no", new("Absentes", "Absent"))] },
            .. SeesNeeds ? [new Filter("needs", new("Besoins", "Needs")) { Choices = [("yes", new("Avec un besoin", "With a need"))] }] : Array.Empty<Filter>(),
        ],
        Acts =
        [
            new(ConfirmAct, new("Confirmer depuis la liste d’attente", "Confirm from the waiting list"), new("Celles qui attendent passent avant leur tour, si les places sont là ; la raison reste dans le journal.", "Those who wait go before their turn, if the places are there; the reason stays in the trail.")) { Asks = new("Pourquoi ? La raison reste dans le journal", "Why? The reason stays in the trail") },
            new(CancelAct, new("Annuler, en libérant les places", "Cancel, freeing the places"), new("Chacune reçoit un courriel ; ses places vont à celles qui attendent. Cela ne se défait pas.", "Each receives an e-mail; its places go to those who wait. This cannot be undone.")) { IsFinal = true },
            new(WriteAct, new("Écrire un message", "Write a message"), new("Vous l’écrivez, puis le relisez avec le nombre de courriels.", "You write it, then read it again with the number of e-mails.")),
        ],
        Id = r => r.Registration.Id.ToString(),
        IsExported = true,
    };

    private IEnumerable<Column<RegistrationRow, RegistrationOrder>> Columns()
    {
        yield return new(new("Personne", "Person"), r => new(r.Registration.ForgottenAt is null ? r.Registration.ContactName : T["oubliée", "forgotten"]) { Address = Links.To($"{VisitsDeskModule.Registrations}/{r.Registration.Id}"), Small = r.Registration.Organisation }) { Sort = RegistrationOrder.Name };
        yield return new(new("Structure", "Organisation"), r => r.Registration.Organisation) { IsOnlyExported = true };
        yield return new(new("Adresse", "Address"), r => r.Registration.Address) { IsOnlyExported = true };
        yield return new(new("Participants nommés", "People named"), r => string.Join(", ", r.Names)) { IsOnlyExported = true };
        yield return new(new("Vient comme", "Comes as"), r => T[VisitWords.Role(r.Registration.Role)]);
        yield return new(new("Territoire", "Territory"), r => Place(r.Registration.Territory)) { IsOnlyExported = true };
        yield return new(new("Places", "Places"), r => T.Number(r.Registration.Size)) { IsNumber = true, Sort = RegistrationOrder.Size };
        yield return new(new("État", "State"), r => new(T[DeskWords.State(r.Registration.State)]) { Tag = DeskWords.Tone(r.Registration.State), Small = Beside(r) }) { Sort = RegistrationOrder.Turn };
        yield return new(new("Rang", "Rank"), r => r.Rank == 0 ? "" : T.Number(r.Rank)) { IsOnlyExported = true, IsNumber = true };
        foreach (var place in Session.Stops.Where(s => s.About.Capacity is not null).OrderBy(s => s.Position))
            yield return new(new($"Étape {place.Position}", $"Stop {place.Position}"), r => r.Stops.Contains(place.Id) ? T["oui", "yes"] : T["non", "no"]);
        yield return new(new("Inscrite", "Registered"), r => new(T.Instant(r.Registration.AskedAt)) { Exported = Paris.Time(r.Registration.AskedAt).ToString("O"), Small = r.Registration.By is null ? null : T["par l’équipe", "by the team"] }) { Sort = RegistrationOrder.Asked };
        if (SeesNeeds) yield return new(new("Besoins", "Needs"), r => r.HasNeeds ? new Cell(T["à lire", "to read"]) { Address = Links.To($"{VisitsDeskModule.Registrations}/{r.Registration.Id}") + "#besoins" } : T["aucun", "none"]) { IsNeverExported = true };
        yield return new(new("Présence", "Presence"), r => _came.GetValueOrDefault(r.Registration.Id) is not (> 0 and var came) ? "" : new Cell(T[$"{came}\u00a0sur\u00a0{r.Registration.Size}", $"{came}\u00a0of\u00a0{r.Registration.Size}"]) { Tag = "ok", Exported = $"{came}" });
    }

    protected override IQueryable<RegistrationRow> Rows(TableAsked<RegistrationOrder> asked)
    {
        var rows = Ours;
        foreach (var word in SearchText.Words(asked["q"])) rows = rows.Where(r => r.Words.Contains(word));
        if (asked["state"] == "alive") rows = rows.Where(r => r.HeldBy != null);
        else if (asked["state"] is { } said && Enum.Parse<RegistrationState>(said) is var state) rows = rows.Where(r => r.State == state);
        if (asked["role"] is { } named && Enum.Parse<VisitorRole>(named) is var role) rows = rows.Where(r => r.Role == role);
        if (asked["needs"] is not null) rows = rows.Where(r => db.RegistrationNeeds.Any(n => n.RegistrationId == r.Id));
        rows = asked["came"] switch
        {
            "yes" => rows.Where(r => db.Attendances.Any(a => a.RegistrationId == r.Id && a.UndoneAt == null)),
            "no" => rows.Where(r => r.State == RegistrationState.Confirmed && !db.Attendances.Any(a => a.RegistrationId == r.Id && a.UndoneAt == null)),
            _ => rows,
        };
        return RegistrationRow.Of(db, rows);
    }

    protected override IQueryable<RegistrationRow> Sorted(IQueryable<RegistrationRow> rows, RegistrationOrder by, bool down) => (by switch
    {
        RegistrationOrder.Asked => rows.By(r => r.Registration.AskedAt, down),
        RegistrationOrder.Size => rows.By(r => r.Registration.Size, down),
        RegistrationOrder.Turn => rows.OrderBy(r => r.Registration.HeldBy == null).ThenBy(r => r.Registration.Turn == null).Then(r => r.Registration.Turn, down),
        // By the words that it is found by: a name, accents apart. Those who come or wait first.
        _ => rows.OrderBy(r => r.Registration.HeldBy == null).Then(r => r.Registration.Words, down),
    }).ThenBy(r => r.Registration.Id);

    protected override IQueryable<RegistrationRow> Known(IReadOnlyList<string> ids)
    {
        var known = ids.Select(id => Guid.TryParse(id, out var read) ? read : (Guid?)null).OfType<Guid>().ToList();
        return RegistrationRow.Of(db, Ours.Where(r => known.Contains(r.Id)));
    }

    protected override async Task<IActionResult?> Lead(string act, IReadOnlyList<RegistrationRow> rows, CancellationToken stop)
    {
        if (act != WriteAct) return null;
        var form = new MessageForm { Segment = Segment.Chosen, Chosen = [.. rows.Select(r => r.Registration.Id)], Sending = Guid.CreateVersion7() };
        return MessageView.Page(ViewData, new(Session, form, new(), (await write.Recipients(Session.Id, form, stop)).Count));
    }

    protected override async Task<string> Apply(string act, IReadOnlyList<RegistrationRow> rows, CancellationToken stop)
    {
        var done = 0;
        foreach (var row in rows.OrderBy(r => r.Registration.Turn ?? int.MaxValue))
        {
            var isDone = act == ConfirmAct
                ? await confirm.Run(row.Registration.Id, Request.Form[TableNames.Said].ToString().Trim(), stop) == ConfirmOutcome.Confirmed
                : await cancel.Run(row.Registration.Id, stop);
            if (isDone) done++;
        }
        var left = rows.Count - done;
        return act == ConfirmAct
            ? T[$"{T.Count(done, "inscription confirmée", "inscriptions confirmées", "", "")}{(left > 0 ? $" ; {left} n’attendaient pas, ou ne tenaient pas dans les places libres" : "")}.", $"{T.Count(done, "", "", "registration confirmed", "registrations confirmed")}{(left > 0 ? $"; {left} did not wait, or did not fit in the places that are free" : "")}."]
            : T[$"{T.Count(done, "inscription annulée", "inscriptions annulées", "", "")}{(left > 0 ? $" ; {left} l’étaient déjà" : "")}.", $"{T.Count(done, "", "", "registration cancelled", "registrations cancelled")}{(left > 0 ? $"; {left} were already" : "")}."];
    }

    private string? Beside(RegistrationRow row) => row.Registration switch
    {
        { State: RegistrationState.Waiting } => T[$"rang {row.Rank}", $"rank {row.Rank}"],
        { State: RegistrationState.Offered, OfferEndsAt: { } end } => T[$"jusqu’au {T.Instant(end)}", $"until {T.Instant(end)}"],
        { PartOf: not null } => T["suite d’un groupe", "rest of a party"],
        _ => null,
    };

    private string Place(string? key) => TerritoryId.TryParse(key, out var id) ? releases.At(null)?.Find(id)?.Name ?? key! : key ?? "";
}
