using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.Desk;
using Terril.Shared.Search;
using Terril.Shared.Wording;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Sessions;

/// <summary>The orders of the sessions.</summary>
public enum SessionOrder
{
    Starts,
    Title,
    Changed,
}

/// <summary>A session as the desk lists it.</summary>
public sealed class SessionRow
{
    public required VisitSession Session { get; init; }

    /// <summary>Offers that wait for an answer.</summary>
    public required int Offers { get; init; }

    public required bool HasReport { get; init; }
}

/// <summary>The sessions, the latest first.</summary>
[Requires(VisitsPermissions.Organise)]
public sealed class IndexPage(TerrilDb db, TimeProvider clock, CurrentPerson person) : TablePage<SessionRow, SessionOrder>
{
    /// <summary>The home of the back office shows it too.</summary>
    public IReadOnlyList<Waiting> Waits { get; private set; } = [];

    protected override async Task Prepare(CancellationToken stop) => Waits = await new VisitsWait(db, clock).For(person, stop);

    protected override Table<SessionRow, SessionOrder> Declare() => new(new("Séances", "Sessions"),
    [
        new(new("Séance", "Session"), r => new(T[r.Session.About.Title]) { Address = Links.To($"{VisitsDeskModule.Sessions}/{r.Session.Id}"), Small = r.Session.Audience == Audience.Group ? r.Session.GroupName : r.Session.About.Place }) { Sort = SessionOrder.Title },
        new(new("Quand", "When"), r => new(T.Instant(r.Session.StartsAt)) { Exported = Paris.Time(r.Session.StartsAt).ToString("O") }) { Sort = SessionOrder.Starts },
        new(new("Prises", "Taken"), r => T.Number(r.Session.Taken)) { IsNumber = true },
        new(new("Places", "Places"), r => T.Number(r.Session.Capacity)) { IsNumber = true },
        new(new("En attente", "Waiting"), r => T.Number(r.Session.Waiting)) { IsNumber = true },
        new(new("Propositions", "Offers"), r => T.Number(r.Offers)) { IsNumber = true },
        new(new("Compte rendu", "Report"), r => r.HasReport ? T["publié", "published"] : r.Session.EndsAt < clock.GetUtcNow() && r.Session.State is not (SessionState.Cancelled or SessionState.Draft) ? new Cell(T["à écrire", "to write"]) { Tag = "warn" } : ""),
        new(new("État", "State"), r => new(T[DeskWords.State(r.Session.State)]) { Tag = DeskWords.Tone(r.Session.State), Small = r.Session.IsOn && r.Session.EndsAt < clock.GetUtcNow() ? T["passée", "past"] : null }),
    ])
    {
        Filters =
        [
            new("q", new("Titre, lieu ou groupe", "Title, place or group")),
            new("when", new("Quand", "When")) { Choices = [("coming", new("À venir", "To come")), ("past", new("Passées", "Past"))] },
            new("state", new("État", "State")) { Choices = [.. Enum.GetValues<SessionState>().Select(s => (s.ToString(), DeskWords.State(s)))] },
            new("wait", new("Ce qui attend", "What waits")) { Choices = [("report", new("Sans compte rendu", "Without a report")), ("offers", new("Avec des propositions", "With offers"))] },
            new("circuit", new("Circuit", "Circuit")) { Choices = [.. db.Circuits.AsNoTracking().OrderBy(c => c.Words).Take(500).AsEnumerable().Select(c => (c.Id.ToString(), c.About.Title))] },
        ],
        StartsDown = true,
        IsExported = true,
    };

    protected override string FileName => "seances";

    protected override IQueryable<SessionRow> Rows(TableAsked<SessionOrder> asked)
    {
        var (sessions, now) = (db.VisitSessions.AsNoTracking(), clock.GetUtcNow());
        foreach (var word in SearchText.Words(asked["q"])) sessions = sessions.Where(s => s.Words.Contains(word));
        if (asked["state"] is { } said && Enum.Parse<SessionState>(said) is var state) sessions = sessions.Where(s => s.State == state);
        if (asked["circuit"] is { } id && Guid.Parse(id) is var circuit) sessions = sessions.Where(s => s.CircuitId == circuit);
        sessions = asked["when"] switch { "coming" => sessions.Where(s => s.EndsAt >= now), "past" => sessions.Where(s => s.EndsAt < now), _ => sessions };
        var rows = sessions.Select(s => new SessionRow
        {
            Session = s,
            Offers = db.Registrations.Count(r => r.SessionId == s.Id && r.State == Registering.RegistrationState.Offered),
            HasReport = db.VisitReports.Any(r => r.SessionId == s.Id && r.PublishedAt != null),
        });
        return asked["wait"] switch
        {
            "report" => rows.Where(r => !r.HasReport && r.Session.EndsAt < now && r.Session.State != SessionState.Cancelled && r.Session.State != SessionState.Draft),
            "offers" => rows.Where(r => r.Offers > 0),
            _ => rows,
        };
    }

    protected override IQueryable<SessionRow> Sorted(IQueryable<SessionRow> rows, SessionOrder by, bool down) => (by switch
    {
        SessionOrder.Title => rows.By(r => r.Session.Words, down),
        SessionOrder.Changed => rows.By(r => r.Session.ChangedAt, down),
        _ => rows.By(r => r.Session.StartsAt, down),
    }).ThenByDescending(r => r.Session.Id);
}
